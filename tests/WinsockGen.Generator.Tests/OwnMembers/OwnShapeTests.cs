using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Tests.Options;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>Where members may stand, and on which targets: what is emitted compiles wherever the declaration does.</summary>
public sealed class OwnShapeTests
{
    private const string Arrays =
        """
        #pragma warning disable CS0649, CS1591
        using System;
        using System.Net;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using WinsockGen;
        namespace Acme
        {
            [WinsockBindings(WinsockApi.None, Include = "LINGER, SOL_SOCKET, SO_*, SIO_KEEPALIVE_VALS, tcp_keepalive, IPPROTO_TCP, TCP_*")]
            internal static unsafe partial class Ws2 { }

            internal enum Mode : short { A, B }

            internal static partial class Own
            {
                /// <summary>The size.</summary>
                [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVBUF)] internal static partial int GetReceiveBuffer(this Socket socket);
                [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVBUF)] internal static partial void SetReceiveBuffer(this Socket socket, int value);
                [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)] internal static partial void SetLinger(this Socket socket, in Ws2.LINGER value);
                [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)] internal static partial TimeSpan? GetLinger(this Socket socket);
                [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVTIMEO)] internal static partial void SetTimeout(this Socket socket, TimeSpan @event);
                [SocketOption(Ws2.IPPROTO_TCP, Ws2.TCP_MAXRT)] internal static partial void SetMax(this Socket socket, TimeSpan? value);
                [SocketOption(Ws2.IPPROTO_TCP, Ws2.TCP_NODELAY)] internal static partial void SetNoDelay(this Socket socket, bool @class);
                [SocketOption(99, 98)] internal static partial Mode GetMode(this Socket socket);
                [SocketOption(99, 98)] internal static partial void GetGuid(this Socket socket, out Guid value);
                [SocketOption(99, 98)] internal static partial void Ask(this Socket socket, ref nint value);
                [SocketOption(0, 98)] internal static partial IPAddress GetAddress(this Socket socket);
                [SocketOption(41, 98)] internal static partial void SetAddress(this Socket socket, IPAddress value);
                [SocketOption(99, 98)] internal static partial byte[] GetArray(this Socket socket, int length);
                [SocketOption(99, 98)] internal static partial int FillArray(this Socket socket, byte[] bytes);
                [SocketOption(99, 98)] internal static partial void SetArray(this Socket socket, params byte[] bytes);
                [SocketIoctl(Ws2.SIO_KEEPALIVE_VALS)] internal static partial void SetKeepAlive(this Socket socket, in Ws2.tcp_keepalive values);
                [SocketIoctl(0xC0000001)] internal static partial long Ask(this Socket socket, uint version);
                [SocketIoctl(IOControlCode.KeepAliveValues)] internal static partial void SetKeepAlive(this Socket socket, byte[] values);
                [SocketIoctl(0xC0000001)] internal static partial int Both(this Socket socket, byte[] values, byte[] output);
                [SocketIoctl(0xC0000001)] internal static partial byte[] Both(this Socket socket, byte[] values, int capacity);
            }

            internal partial class Connection<TKey, @class> where TKey : struct
            {
                private readonly Socket @lock = null!;
                [SocketOption(99, 98)] protected virtual partial int GetValue();

                public partial struct Inner
                {
                    public Socket Socket { get; set; }
                    [SocketOption(99, 98)] public readonly partial int GetValue();
                    [SocketOption(99, 98)] internal partial void SetValue(int value);
                }
            }

            internal partial class OwnSocket : Socket
            {
                public OwnSocket() : base(SocketType.Stream, ProtocolType.Tcp) { }
                [SocketOption(99, 98)] public partial int GetValue();
                [SocketOption(99, 98)] private partial void SetValue(int value);
            }
        }
        """;

    private const string Spans =
        """
        namespace Acme
        {
            internal static partial class OwnSpans
            {
                [SocketOption(99, 98)] internal static partial int Fill(this Socket socket, Span<byte> bytes);
                [SocketOption(99, 98)] internal static partial void Set(this Socket socket, ReadOnlySpan<byte> bytes);
                [SocketIoctl(0xC0000001)] internal static partial int Both(this Socket socket, ReadOnlySpan<byte> input, Span<byte> output);
                [SocketIoctl(0xC0000001)] internal static partial long Ask(this Socket socket, ReadOnlySpan<byte> input);
            }
        }
        """;

    [Theory]
    [InlineData("net10.0", LanguageVersion.CSharp14)]
    [InlineData("net10.0", LanguageVersion.CSharp9)]
    [InlineData("net8.0", LanguageVersion.CSharp12)]
    [InlineData("netstandard2.0", LanguageVersion.CSharp9)]
    [InlineData("net472", LanguageVersion.CSharp9)]
    [InlineData("net472 with System.Memory", LanguageVersion.CSharp10)]
    public async Task Members_compile_on_every_target(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(
            Arrays + (platform is "netstandard2.0" or "net472" ? "" : Spans), TargetPlatform.Named(platform), language);

        Assert.Empty(project.Complaints);
        Assert.Empty(await project.AnalyzeAsync(new OwnMemberAnalyzer()));
        Assert.True(project.Bindings.Keys.Count(name => name.EndsWith(".OwnMethods.g.cs", StringComparison.Ordinal)) >= 4);
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net472")]
    public async Task Without_bindings_no_unsafe_code_is_needed(string platform)
    {
        var project = await UserProject.CreateAsync(
            """
            using System.Net.Sockets;
            internal struct Pair { public int A, B; }
            internal static partial class Own
            {
                [WinsockGen.SocketOption(1, 2)] internal static partial Pair Get(this Socket socket);
                [WinsockGen.SocketOption(1, 2)] internal static partial void Set(this Socket socket, Pair value);
                [WinsockGen.SocketIoctl(0xC0000001)] internal static partial Pair Ask(this Socket socket, in Pair value);
            }
            """,
            TargetPlatform.Named(platform),
            LanguageVersion.CSharp9,
            allowUnsafe: false);

        Assert.DoesNotContain(project.Complaints, complaint => complaint.Id != "CS0649");
    }

    [Fact]
    public async Task A_private_method_without_a_result_may_be_partial_since_ever()
    {
        var project = await UserProject.CreateAsync(
            """
            using System.Net.Sockets;
            internal static partial class Own
            {
                [WinsockGen.SocketOption(1, 2)] static partial void Set(Socket socket, int value);
                internal static void Use(Socket socket) { Set(socket, 1); }
            }
            """,
            TargetPlatform.Net472,
            LanguageVersion.CSharp7_3);

        Assert.Empty(project.Complaints);
        Assert.Empty(await project.AnalyzeAsync(new OwnMemberAnalyzer()));
        Assert.Contains("Own.OwnMethods.g.cs", project.Bindings.Keys);
    }

    [Theory]
    [InlineData("internal partial class C(Socket socket) { [WinsockGen.SocketOption(1, 2)] public partial int Get(); }")]
    [InlineData("internal partial record R(Socket Socket) { [WinsockGen.SocketOption(1, 2)] public partial int Get(); }")]
    [InlineData("internal partial record struct R(Socket Socket) { [WinsockGen.SocketOption(1, 2)] public readonly partial int Get(); }")]
    [InlineData("internal partial interface I { [WinsockGen.SocketOption(1, 2)] internal static partial int Get(Socket socket); }")]
    [InlineData("internal ref partial struct S { public ref int Other; [WinsockGen.SocketOption(1, 2)] public partial int Get(Socket socket); }")]
    [InlineData("internal partial class C { private readonly Socket _socket = null!; private class D { } [WinsockGen.SocketOption(1, 2)] private protected partial int Get(); }")]
    [InlineData("internal static partial class C { [WinsockGen.SocketOption(1, 2)] [return: System.Diagnostics.CodeAnalysis.NotNull] internal static partial int Get(Socket? socket); }")]
    [InlineData("namespace System.Other { namespace WinsockGen { } internal class OwnSocketMembers { } internal static partial class C { [global::WinsockGen.SocketOption(1, 2)] internal static partial int Get(Socket socket); } }")]
    [InlineData("internal static partial class C { [WinsockGen.SocketOption(1, 2)] internal static partial int Get(ref readonly Socket socket); [WinsockGen.SocketOption(1, 2)] internal static partial void Set(Socket socket, ref readonly int value); }")]
    [InlineData("#nullable disable\ninternal static partial class C { [WinsockGen.SocketOption(1, 2)] internal static partial int Get(this Socket socket);\n#nullable restore\n [WinsockGen.SocketOption(1, 2)] internal static partial void Set(this Socket socket, byte[] value); }")]
    [InlineData("internal static partial class C { [WinsockGen.SocketOption((SocketOptionLevel)0xFFFF, (SocketOptionName)(-1))] internal static partial int Get(this Socket socket); [WinsockGen.SocketIoctl(0)] internal static partial void Act(this Socket socket); [WinsockGen.SocketIoctl(-1)] internal static partial int Ask(this Socket socket, int value); }")]
    [InlineData("internal partial interface I<in T> { [WinsockGen.SocketOption(1, 2)] internal static partial int Get(Socket socket); }")]
    [InlineData("internal abstract partial record R(Socket Held) { [WinsockGen.SocketOption(1, 2)] protected partial int Get(); internal partial record struct S(Socket Held) { [WinsockGen.SocketOption(1, 2)] internal readonly partial int Get(); } }")]
    [InlineData("internal static partial class Get { [WinsockGen.SocketOption(1, 2)] internal static partial int WinsockGen(this Socket socket); [WinsockGen.SocketOption(1, 2)] internal static partial int System(this Socket global, byte[] socket); }")]
    [InlineData("internal partial class B { [WinsockGen.SocketOption(1, 2)] internal virtual partial int Get(Socket socket); } internal partial class D : B { [WinsockGen.SocketOption(1, 3)] internal sealed override partial int Get(Socket socket); }")]
    [InlineData("#if NOTHING\n#else\ninternal static partial class C { [WinsockGen.SocketOption(\n#if NOTHING\n3\n#else\n1\n#endif\n, 2)] internal\n#pragma warning disable CS0168\n static partial /* a */ int Get(this Socket socket); }\n#endif")]
    public async Task Members_stand_in_types_of_every_kind(string source)
    {
        var project = await UserProject.CreateAsync("#pragma warning disable CS0169, CS0649, CS9264, CS9265\nusing System.Net.Sockets;\n" + source);

        Assert.Empty(project.Complaints);
        Assert.Empty(await project.AnalyzeAsync(new OwnMemberAnalyzer()));
        Assert.Contains(project.Bindings.Keys, name => name.EndsWith(".OwnMethods.g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Types_of_one_name_and_other_arity_have_files_of_their_own()
    {
        var project = await UserProject.CreateAsync(
            """
            using System.Net.Sockets;
            internal partial class C { [WinsockGen.SocketOption(1, 2)] public static partial int Get(Socket socket); }
            internal partial class C<T> { [WinsockGen.SocketOption(1, 2)] public static partial int Get(Socket socket); }
            internal partial class c { [WinsockGen.SocketOption(1, 2)] public static partial int Get(Socket socket); }
            """);

        Assert.DoesNotContain(project.Complaints, complaint => complaint.Id != "CS8981");
        Assert.Equal(3, project.Result.GeneratedSources.Count(source => source.HintName.EndsWith(".OwnMethods.g.cs", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_nullable_context_that_is_off_is_respected()
    {
        var project = await UserProject.CreateAsync(
            """
            #nullable disable
            using System.Net.Sockets;
            internal static partial class Own
            {
                [WinsockGen.SocketOption(1, 2)] internal static partial byte[] Get(Socket socket, int length);
                [WinsockGen.SocketOption(0, 2)] internal static partial void Set(Socket socket, System.Net.IPAddress value);
            }
            """);

        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task A_class_of_typed_options_may_have_members_of_its_own()
    {
        var project = await UserProject.CreateAsync(
            """
            using System.Net.Sockets;
            using WinsockGen;
            [SocketOptions(SocketOptionLevels.Udp)]
            internal static partial class Options
            {
                [SocketOption(17, 99)] internal static partial int GetMine(this Socket socket);
            }
            """);

        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task On_the_runtimes_sockets_members_are_emitted_for_those()
    {
        var project = await UserProject.CreateAsync(
            """
            #pragma warning disable CS1591
            using WinsockGen;
            internal static partial class Own
            {
                [SocketOption(1, 2)] internal static partial int Get(this StreamSocket socket);
                [SocketOption(1, 2)] internal static partial void Set(this WinsockSocket socket, int value);
            }

            """ + RuntimeStandIn.Source);

        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("net10.0", "1, 2", "windows")]
    [InlineData("net10.0", "6, 3", "windows10.0.16299")]
    [InlineData("net472", "1, 2", null)]
    public async Task A_member_says_on_which_Windows_it_is(string platform, string arguments, string? windows)
    {
        var project = await UserProject.CreateAsync(
            $"internal static partial class Own {{ [WinsockGen.SocketOption({arguments})] internal static partial int Get(System.Net.Sockets.Socket socket); }}",
            TargetPlatform.Named(platform));

        Assert.Equal(windows is null ? [] : [windows], PlatformsOf(project));
    }

    [Fact]
    public async Task What_the_user_says_about_Windows_stays_as_it_is()
    {
        var project = await UserProject.CreateAsync(
            """
            internal static partial class Own
            {
                [WinsockGen.SocketOption(1, 2)]
                [System.Runtime.Versioning.SupportedOSPlatform("windows10.0.22000")]
                internal static partial int Get(System.Net.Sockets.Socket socket);
            }
            """);

        Assert.Equal(["windows10.0.22000"], PlatformsOf(project));
    }

    [Fact]
    public async Task On_another_system_the_error_names_the_option()
    {
        var project = await UserProject.CreateAsync(
            """
            using System.Net.Sockets;
            public static partial class Own
            {
                [WinsockGen.SocketOption(0xFFFF, 0x1002)] public static partial int Get(Socket socket);
                [WinsockGen.SocketIoctl(0x98000004)] public static partial void Set(Socket socket, long value);
            }
            """);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var own = project.Load().GetType("Own")!;
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        var get = own.GetMethod("Get")!.CreateDelegate<Func<System.Net.Sockets.Socket, int>>();
        var set = own.GetMethod("Set")!.CreateDelegate<Action<System.Net.Sockets.Socket, long>>();

        Assert.Contains("SO_RCVBUF", Assert.Throws<PlatformNotSupportedException>(() => get(socket)).Message, StringComparison.Ordinal);
        Assert.Contains("SIO_KEEPALIVE_VALS", Assert.Throws<PlatformNotSupportedException>(() => set(socket, 0)).Message, StringComparison.Ordinal);
    }

    private static object?[] PlatformsOf(UserProject project) => [.. project.Output.GetTypeByMetadataName("Own")!.GetMembers("Get").Single().GetAttributes()
        .Concat(((IMethodSymbol)project.Output.GetTypeByMetadataName("Own")!.GetMembers("Get").Single()).PartialImplementationPart!.GetAttributes())
        .Where(attribute => attribute.AttributeClass!.Name == "SupportedOSPlatformAttribute")
        .Select(attribute => attribute.ConstructorArguments[0].Value)
        .Distinct()];
}
