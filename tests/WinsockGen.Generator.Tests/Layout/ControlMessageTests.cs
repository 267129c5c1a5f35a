using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Layout;

/// <summary>
/// The macros of control messages on both bitnesses; the figures are those of mingw-w64's own macros on x64 and x86. For x86 the emitted
/// text runs with a <c>nuint</c> of four bytes: nothing but its size makes the difference.
/// </summary>
public sealed class ControlMessageTests
{
    private const string Program =
        """
        internal static unsafe class Program
        {
            public static long[] Sizes(int data) => new long[] { (long)Ws2.WSA_CMSG_LEN((nuint)data), (long)Ws2.WSA_CMSG_SPACE((nuint)data) };

            public static long DataOffset()
            {
                byte* memory = stackalloc byte[64];
                return Ws2.WSA_CMSG_DATA((Ws2.WSACMSGHDR*)memory) - memory;
            }

            public static long[] Walk(int first, int second)
            {
                byte* memory = stackalloc byte[128];
                int length = (int)Ws2.WSA_CMSG_SPACE((nuint)first) + (int)Ws2.WSA_CMSG_LEN((nuint)second);
                Ws2.WSAMSG message = default;
                message.Control.buf = memory;
                message.Control.len = (uint)length;
                Ws2.WSACMSGHDR* header = Ws2.WSA_CMSG_FIRSTHDR(&message);
                header->cmsg_len = Ws2.WSA_CMSG_LEN((nuint)first);
                Ws2.WSACMSGHDR* next = Ws2.WSA_CMSG_NXTHDR(&message, header);
                next->cmsg_len = Ws2.WSA_CMSG_LEN((nuint)second);
                return new long[] { (byte*)next - memory, Ws2.WSA_CMSG_NXTHDR(&message, next) == null ? 0 : 1 };
            }
        }
        """;

    private static readonly Lazy<Task<Type>> Wide = new(() => LoadAsync(narrow: false));
    private static readonly Lazy<Task<Type>> Narrow = new(() => LoadAsync(narrow: true));

    [Theory]
    [InlineData(8, 0, 16, 16)]
    [InlineData(8, 1, 17, 24)]
    [InlineData(8, 4, 20, 24)]
    [InlineData(8, 8, 24, 24)]
    [InlineData(8, 9, 25, 32)]
    [InlineData(4, 0, 12, 12)]
    [InlineData(4, 1, 13, 16)]
    [InlineData(4, 4, 16, 16)]
    [InlineData(4, 5, 17, 20)]
    [InlineData(4, 8, 20, 20)]
    [InlineData(4, 9, 21, 24)]
    public async Task A_message_has_a_length_and_takes_a_space_aligned_to_the_size_of_a_pointer(int pointerSize, int data, long length, long space) =>
        Assert.Equal(new[] { length, space }, await CallAsync<long[]>(pointerSize, "Sizes", data));

    [Theory]
    [InlineData(8, 16)]
    [InlineData(4, 12)]
    public async Task The_data_stand_behind_the_aligned_header(int pointerSize, long offset) =>
        Assert.Equal(offset, await CallAsync<long>(pointerSize, "DataOffset"));

    [Theory]
    [InlineData(8, 4, 24)]
    [InlineData(8, 9, 32)]
    [InlineData(4, 4, 16)]
    [InlineData(4, 9, 24)]
    public async Task The_next_message_begins_at_the_next_aligned_place_and_the_last_one_ends_the_walk(int pointerSize, int first, long offset) =>
        Assert.Equal(new[] { offset, 0 }, await CallAsync<long[]>(pointerSize, "Walk", first, 8));

    private static async Task<T> CallAsync<T>(int pointerSize, string method, params object[] arguments) =>
        (T)(await (pointerSize == 8 ? Wide : Narrow).Value).GetMethod(method)!.Invoke(null, arguments)!;

    private static async Task<Type> LoadAsync(bool narrow)
    {
        var project = await UserProject.CreateAsync(
            "[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"WSA_CMSG_*\")] internal static unsafe partial class Ws2 { }\n" + Program);
        if (narrow)
        {
            var texts = project.Bindings.Values.Append(Program).Select(text => text.Replace("nuint", "uint", StringComparison.Ordinal)).ToList();
            project = await UserProject.CreateAsync(string.Empty);
            project.Reconfigure(compilation => compilation.AddSyntaxTrees(texts.Select(text => CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)compilation.SyntaxTrees.First().Options))));
        }

        Assert.Empty(project.Complaints);
        return project.Load().GetType("Program")!;
    }
}
