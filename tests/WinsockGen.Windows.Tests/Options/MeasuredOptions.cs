using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Which options a Winsock has: <c>yes</c>, or the code that it gave. The answers of known Winsocks are files beside this one.</summary>
internal static class MeasuredOptions
{
    private const string Header = "option\tanswer\n";

    /// <summary>This Winsock, by what decides its answers.</summary>
    public static string Winsock { get; } = NameWinsock();

    /// <summary>What was measured on this Winsock before, or null.</summary>
    public static string? Known
    {
        get
        {
            using var stream = typeof(MeasuredOptions).Assembly.GetManifestResourceStream($"Measured/{Winsock}.tsv");
            return stream is null ? null : new StreamReader(stream).ReadToEnd();
        }
    }

    public static string Measure() => Header + string.Concat(
        WinsockCatalog.Shared.Options.Where(option => option.Property.Length > 0).Select(option => $"{option.Level}.{option.Name}\t{AnswerTo(option)}\n"));

    private static string AnswerTo(CatalogOption option)
    {
        try
        {
            using var socket = OptionSocket.Open(option);
            Try(option, socket);
            return "yes";
        }
        catch (SocketException error)
        {
            return error.ErrorCode.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static void Try(CatalogOption option, Socket socket)
    {
        var name = option.Level + "." + option.Name;
        if (ActingOption.All.TryGetValue(name, out var acting))
        {
            if (acting.First is { } first)
                ActingOption.All[option.Level + "." + first].Call(socket);
            acting.Call(socket);
        }
        else if (OptionSubject.IsSimple(option))
        {
            var subject = OptionSubject.Of(name);
            if (subject.CanSet)
                subject.Write(socket, subject.Samples()[^1]);
            subject.Read(socket);
        }
        else
        {
            TypedAccess.Get(option.Property, socket);
        }
    }

    private static string NameWinsock()
    {
        if (!NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out var version))
            return $"windows-{Environment.OSVersion.Version.Build}";
        unsafe
        {
            return "wine-" + Marshal.PtrToStringAnsi((nint)((delegate* unmanaged[Cdecl]<nint>)version)())!.Split('.')[0];
        }
    }
}
