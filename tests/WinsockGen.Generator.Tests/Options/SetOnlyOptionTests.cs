using System;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Options;
using WinsockGen.Generator.Text;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>What can be set and not read is a method: a property that cannot be read surprises.</summary>
public sealed class SetOnlyOptionTests
{
    private static readonly OptionReceiver Socket = OptionReceiver.In(new TargetCapabilities()).Single();

    [Fact]
    public void In_an_extension_block() =>
        Assert.EndsWith(
            """
                /// <param name="value">A new socket says false.</param>
                /// <remarks><c>SO_SECRET</c> of <c>SOL_SOCKET</c>, on stream sockets.</remarks>
                /// <exception cref="global::System.Net.Sockets.SocketException">The socket lacks the option (10042) or refuses it now (10022).</exception>
                /// <exception cref="global::System.PlatformNotSupportedException">This is not Windows.</exception>
                public void SetSocketSecret(bool value) => RawOption.On(socket, 65535, 99, "SO_SECRET").SetNumber(4, value ? 1 : 0);
            }

            """,
            Written((members, writer, options) => members.WriteProperties(writer, Socket, options)),
            StringComparison.Ordinal);

    [Fact]
    public void As_an_extension_method() =>
        Assert.EndsWith(
            "public static void SetSocketSecret(this global::System.Net.Sockets.Socket socket, bool value) => "
            + "RawOption.On(socket, 65535, 99, \"SO_SECRET\").SetNumber(4, value ? 1 : 0);\n",
            Written((members, writer, options) => members.WriteMethods(writer, Socket, options)),
            StringComparison.Ordinal);

    private static string Written(Action<OptionMemberEmitter, SourceWriter, TypedOption[]> write)
    {
        var catalog = new WinsockCatalog(file => file switch
        {
            "levels.tsv" => "name\tflag\tbit\tvalue\tdoc\tsummary\nSOL_SOCKET\tSocket\t0\t65535\t\tSockets\n",
            _ => "level\tname\tvalue\tproperty\ttype\tunit\tdefault\taccess\tkinds\tfamilies\tminWindows\tdoc\tsummary\n"
                + "SOL_SOCKET\tSO_SECRET\t99\tSocketSecret\tbool\t\tfalse\tset\tStream\t*\t\t\tWhether there is a secret\n",
        });
        using var writer = new SourceWriter();
        write(new OptionMemberEmitter(new TargetCapabilities()), writer, [.. TypedOption.Of(catalog, 1)]);
        return writer.ToString();
    }
}
