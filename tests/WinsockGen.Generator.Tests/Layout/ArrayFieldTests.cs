using System;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Layout;

/// <summary>Arrays in structs are used as C uses them: also those that go on behind the struct.</summary>
public sealed class ArrayFieldTests
{
    private const string Request =
        """
        [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = "SOCKET_ADDRESS_LIST, fd_set, WSAPOLLDATA, WSAPROTOCOLCHAIN, OPTDATADN, SOCKET_PEER_TARGET_NAME")]
        internal static unsafe partial class Ws2 { }

        """;

    private const string Indexing =
        """
        internal static unsafe class Indexing
        {
            public static long[] Elements()
            {
                byte* memory = stackalloc byte[1024];
                var list = (Ws2.SOCKET_ADDRESS_LIST*)memory;
                list->Address[0].iSockaddrLength = 10;
                list->Address[2].iSockaddrLength = 12;
                var chain = (Ws2.WSAPROTOCOLCHAIN*)(memory + 256);
                chain->ChainEntries[6] = 13;
                var poll = (Ws2.WSAPOLLDATA*)(memory + 512);
                poll->fdArray[1].events = 14;
                var name = (Ws2.SOCKET_PEER_TARGET_NAME*)(memory + 768);
                name->AllStrings[1] = 'x';
                return new long[]
                {
                    *(int*)(memory + sizeof(nint) + sizeof(nint)),
                    *(int*)(memory + sizeof(nint) + 2 * sizeof(Ws2.SOCKET_ADDRESS) + sizeof(nint)),
                    *(int*)(memory + 256 + 4 + 6 * 4),
                    *(short*)(memory + 512 + sizeof(Ws2.WSAPOLLDATA) + sizeof(Ws2.WSAPOLLFD) + sizeof(nint)),
                    *(char*)(memory + 768 + 142),
                };
            }
        }

        """;

    private const string Spans =
        """
        internal static unsafe class Spans
        {
            public static long[] Elements()
            {
                byte* memory = stackalloc byte[1024];
                var list = (Ws2.SOCKET_ADDRESS_LIST*)memory;
                list->iAddressCount = 3;
                list->AsSpan()[2].iSockaddrLength = 12;
                var poll = (Ws2.WSAPOLLDATA*)(memory + 512);
                poll->fds = 2;
                poll->AsSpan()[1].revents = 14;
                Ws2.fd_set set = default;
                set.fd_count = 2;
                set.AsSpan()[1] = 15;
                Ws2.OPTDATADN data = default;
                data.opt_optl = 16;
                data.AsSpan()[15] = 17;
                return new long[]
                {
                    list->AsSpan().Length, list->Address[2].iSockaddrLength, list->Address.AsSpan(4).Length, poll->AsSpan().Length, poll->fdArray[1].revents,
                    set.AsSpan().Length, (long)set.fd_array[1], data.AsSpan().Length, data.opt_data[15],
                };
            }

            public static int TooMany()
            {
                Ws2.fd_set set = default;
                set.fd_count = 65;
                return set.AsSpan().Length;
            }
        }

        """;

    [Theory]
    [InlineData("net10.0", LanguageVersion.CSharp14)]
    [InlineData("net10.0", LanguageVersion.CSharp9)]
    [InlineData("net472", LanguageVersion.CSharp9)]
    public async Task Elements_behind_the_first_are_reached_by_index(string platform, LanguageVersion language) =>
        Assert.Equal(new long[] { 10, 12, 13, 14, 'x' }, await CallAsync<long[]>(Indexing, "Indexing.Elements", platform, language));

    [Theory]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.CSharp9)]
    public async Task A_span_has_as_many_elements_as_the_struct_counts(LanguageVersion language) =>
        Assert.Equal(new long[] { 3, 12, 4, 2, 14, 2, 15, 16, 17 }, await CallAsync<long[]>(Spans, "Spans.Elements", "net10.0", language));

    [Theory]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.CSharp9)]
    public async Task A_count_beyond_the_array_is_refused(LanguageVersion language)
    {
        var exception = await Assert.ThrowsAsync<TargetInvocationException>(() => CallAsync<int>(Spans, "Spans.TooMany", "net10.0", language));

        Assert.IsType<ArgumentOutOfRangeException>(exception.InnerException);
    }

    private static async Task<T> CallAsync<T>(string program, string method, string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Request + program, TargetPlatform.Named(platform), language);
        Assert.Empty(project.Complaints);
        var name = method.Split('.');
        return (T)project.Load().GetType(name[0])!.GetMethod(name[1])!.Invoke(null, null)!;
    }
}
