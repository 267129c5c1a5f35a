using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A file whose bytes count up: each one is the low byte of its offset.</summary>
internal static class CountingFile
{
    public const int Length = 1024;

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, Length).Select(i => (byte)i)];

    /// <summary>One for all tests that only read it.</summary>
    public static SafeFileHandle Handle { get; } = Create();

    /// <summary>One of one's own, which goes when its handle is closed.</summary>
    public static SafeFileHandle Create(FileOptions options = FileOptions.None)
    {
        SafeFileHandle file = File.OpenHandle(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete,
            options | FileOptions.DeleteOnClose);
        RandomAccess.Write(file, Bytes, 0);
        return file;
    }
}
