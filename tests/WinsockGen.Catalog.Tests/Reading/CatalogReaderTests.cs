using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Reading;

/// <summary>The reader is lazy, reads each file once, and names the file and the line of what it cannot read.</summary>
public class CatalogReaderTests
{
    private const string Areas = "name\tbit\tmembers\tsummary\nSockets\t0\t\tCalls\nUnix\t17\t\tLocal\nBoth\t\tSockets Unix\tTwo\n";
    private const string FunctionColumns = "name\tarea\tdll\tentry\treturns\tparameters\tfailure\tlastError\tminWindows\tbits\tdoc\tsummary\n";
    private const string Send = "send\tSockets\tws2_32\t\tint\tin SOCKET s; in byte* buf bytes:len; in int len; in? int* flags\tSocketError\ty\t6.2\t\tpage\tSends\n";
    private const string StructColumns = "name\tarea\tkind\tpack\taliases\tfields\tfields32\tsize64\tsize32\tminWindows\tdoc\tsummary\n";

    [Fact]
    public void A_function_is_read_with_all_its_facts()
    {
        var send = Catalog("functions.tsv", FunctionColumns + Send).Functions.Find("send")!;

        Assert.Equal(("send", "Sockets", "ws2_32", "send", "int"), (send.Name, send.Area.Name, send.Dll, send.Entry, send.Returns.ToString()));
        Assert.Equal((FailureKind.SocketError, true, "6.2", "page", "Sends"), (send.Failure.Kind, send.SetsLastError, send.MinWindows, send.Doc, send.Summary));
        Assert.Equal(["SOCKET s", "byte* buf", "int len", "int* flags"], send.Parameters.Select(parameter => parameter.ToString()));
        Assert.Equal((true, "len"), (send.Parameters[1].Size!.IsBytes, send.Parameters[1].Size!.Expression));
        Assert.Equal((true, false), (send.Parameters[3].IsOptional, send.Parameters[2].IsOptional));
    }

    [Fact]
    public void Every_form_of_a_field_is_read()
    {
        var row = Catalog("structs.tsv", StructColumns + "S\tSockets\tstruct\t4\tT U\tuint a; byte[14] b; S* c; uint:28 d; char[0] e; S[] f\t\t8\t8\t\t\t\n").Structs.Find("S")!;

        Assert.Equal(
            [
                (FieldKind.Scalar, "uint", "a", 1), (FieldKind.Array, "byte", "b", 14), (FieldKind.Scalar, "S*", "c", 1),
                (FieldKind.Bits, "uint", "d", 28), (FieldKind.TrailingArray, "char", "e", 0), (FieldKind.TrailingArray, "S", "f", 1),
            ],
            row.Fields.Select(field => (field.Kind, field.Type.ToString(), field.Name, field.Count)));
        Assert.Equal(["T", "U"], row.Aliases);
        Assert.Equal("S", Catalog("structs.tsv", StructColumns + "S\tSockets\tstruct\t4\tT U\tuint a\t\t8\t8\t\t\t\n").FindStructByAlias("U")!.Name);
    }

    [Theory]
    [InlineData("S[count:n] a", FieldKind.TrailingArray, 1)]
    [InlineData("S[0 count:n] a", FieldKind.TrailingArray, 0)]
    [InlineData("S[64 count:n] a", FieldKind.Array, 64)]
    public void An_array_may_name_the_field_that_counts_its_elements(string text, FieldKind kind, int count)
    {
        var field = Catalog("structs.tsv", StructColumns + $"S\tSockets\tstruct\t\t\tuint n; {text}\t\t8\t8\t\t\t\n").Structs.Find("S")!.Fields[1];

        Assert.Equal((kind, "S", "a", count, "n"), (field.Kind, field.Type.ToString(), field.Name, field.Count, field.CountField));
    }

    [Fact]
    public void A_combination_has_the_bits_of_its_members()
    {
        var areas = Catalog("functions.tsv", FunctionColumns).Areas;

        Assert.Equal([1u, 1u << 17, 1u | (1u << 17)], areas.Select(area => area.Mask));
        Assert.Equal([false, false, true], areas.Select(area => area.IsCombination));
    }

    [Fact]
    public void Comments_and_blank_lines_are_skipped_but_counted()
    {
        var exception = Assert.Throws<CatalogFormatException>(() =>
            Catalog("functions.tsv", "# one\n\n" + FunctionColumns + "# four\n" + Send.Replace("Sockets", "Nowhere", StringComparison.Ordinal)).Functions[0]);

        Assert.Equal(("functions.tsv", 5), (exception.File, exception.Line));
    }

    [Theory]
    [InlineData("SocketError", "Sometimes", "functions.tsv(2): failure: 'Sometimes' is not a failure convention")]
    [InlineData("Sockets", "Nowhere", "functions.tsv(2): area: 'Nowhere' is not an area of areas.tsv")]
    [InlineData("in SOCKET", "into SOCKET", "functions.tsv(2): parameters: 'into' is not a direction")]
    [InlineData("in int len", "int len", "functions.tsv(2): parameters: 'int len' is not DIRECTION TYPE NAME [SIZE]")]
    [InlineData("bytes:len", "size:len", "functions.tsv(2): parameters: 'size:len' is neither bytes:EXPR nor count:EXPR")]
    [InlineData("\ty\t", "\tyes\t", "functions.tsv(2): lastError: 'yes' is neither y nor n")]
    [InlineData("\tws2_32\t", "\t\t", "functions.tsv(2): dll: must not be empty")]
    [InlineData("6.2\t\t", "6.2\tsome\t", "functions.tsv(2): bits: 'some' is not a number")]
    [InlineData("\tpage", "", "functions.tsv(2): 11 cells where the header has 12")]
    [InlineData("\tpage", "\tpage\tmore", "functions.tsv(2): 13 cells where the header has 12")]
    public void A_malformed_row_is_named_with_its_line_and_column(string right, string wrong, string message)
    {
        var catalog = Catalog("functions.tsv", FunctionColumns + Send.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal(message, Assert.Throws<CatalogFormatException>(() => catalog.Functions[0]).Message);
    }

    [Theory]
    [InlineData("", "functions.tsv(1): the header line is missing")]
    [InlineData("name\tarea\n", "functions.tsv(1): the columns must be: name area dll entry returns parameters failure lastError minWindows bits doc summary")]
    [InlineData(FunctionColumns + Send + Send, "functions.tsv(3): 'send' stands here twice")]
    [InlineData(FunctionColumns + Send + "recv\n", "functions.tsv(3): 'recv' is not in ordinal order")]
    [InlineData(FunctionColumns + "\tSockets\n", "functions.tsv(2): name: must not be empty")]
    public void A_malformed_file_is_named_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<CatalogFormatException>(() => Catalog("functions.tsv", text).Functions.Count).Message);

    [Theory]
    [InlineData("Sockets\t32\t\t\n", "areas.tsv(2): bit: must be 0 to 31")]
    [InlineData("Both\t\tSockets\t\n", "areas.tsv(2): members: 'Sockets' is not an area")]
    public void A_malformed_area_is_named_with_its_line(string row, string message) =>
        Assert.Equal(message, Assert.Throws<CatalogFormatException>(() => Catalog("areas.tsv", "name\tbit\tmembers\tsummary\n" + row).Areas).Message);

    [Theory]
    [InlineData("class\t\t\tuint a", "structs.tsv(2): kind: 'class' is neither struct nor union")]
    [InlineData("struct\t\t\tuint", "structs.tsv(2): fields: 'uint' is not TYPE NAME")]
    [InlineData("struct\t\t\tbyte[x] a", "structs.tsv(2): fields: 'x' is not a number")]
    [InlineData("struct\t\t\tuint:x a", "structs.tsv(2): fields: 'x' is not a number")]
    [InlineData("struct\t\t\tuint[number:n] a", "structs.tsv(2): fields: 'number:n' is not N count:FIELD")]
    public void A_malformed_struct_is_named_with_its_line(string cells, string message)
    {
        var catalog = Catalog("structs.tsv", StructColumns + "S\tSockets\t" + cells + "\t\t8\t8\t\t\t\n");

        Assert.Equal(message, Assert.Throws<CatalogFormatException>(() => catalog.Structs[0]).Message);
    }

    [Fact]
    public void A_row_that_nobody_asks_for_is_not_parsed()
    {
        var catalog = Catalog("functions.tsv", FunctionColumns + "broken\tSockets\n" + Send);

        Assert.Equal("send", catalog.Functions.Find("send")!.Name);
        Assert.Throws<CatalogFormatException>(() => catalog.Functions.Find("broken"));
    }

    [Fact]
    public void A_row_is_found_by_its_whole_name_wherever_it_stands()
    {
        var names = new[] { "a", "aa", "ab", "ab.c", "ab_", "b", "ba" };
        var rows = names.Order(StringComparer.Ordinal).Select(name => name + "\tSockets\tstruct\t\t\tuint a\t\t4\t4\t\t\t\n");
        var catalog = Catalog("structs.tsv", StructColumns + string.Concat(rows));

        Assert.All(names, name => Assert.Equal(name, catalog.Structs.Find(name)!.Name));
        Assert.All(["", "A", "ab.", "abc", "c"], name => Assert.Equal(-1, catalog.Structs.IndexOf(name)));
    }

    [Fact]
    public void An_option_is_found_by_its_level_and_its_name()
    {
        const string Columns = "level\tname\tvalue\tproperty\ttype\tunit\tdefault\taccess\tkinds\tfamilies\tminWindows\tdoc\tsummary\n";
        var catalog = Catalog("options.tsv", Columns + "IP\tTTL\t4\t\tint\t\t\tget\tStream\t*\t\t\t\nIPV6\tTTL\t5\t\tint\t\t\tget\tStream\t*\t\t\t\n");

        Assert.Equal("5", catalog.Options.Find("IPV6.TTL")!.Value);
        Assert.Equal("IP.TTL", catalog.Options.NameAt(0));
        Assert.Equal(-1, catalog.Options.IndexOf("IP"));
    }

    [Fact]
    public void A_file_is_read_when_it_is_first_asked_for_and_never_again()
    {
        var reads = new List<string>();
        var catalog = new WinsockCatalog(file =>
        {
            reads.Add(file);
            return file == "areas.tsv" ? Areas : FunctionColumns + Send;
        });

        Assert.Empty(reads);
        Assert.Same(catalog.Functions[0], catalog.Functions.Find("send"));
        Assert.Equal(["functions.tsv", "areas.tsv"], reads);
    }

    [Fact]
    public void Every_embedded_file_can_be_read_whole()
    {
        var catalog = WinsockCatalog.Shared;

        Assert.All(
            new[]
            {
                catalog.Functions.Count(), catalog.Extensions.Count(), catalog.Callbacks.Count(), catalog.Structs.Count(),
                catalog.Constants.Count(), catalog.Groups.Count(), catalog.Helpers.Count(), catalog.Options.Count(), catalog.Types.Count(),
                catalog.Values.Count(), catalog.ValueFields.Count(), catalog.Enumerations.Count(), catalog.EnumerationMembers.Count(),
            },
            count => Assert.NotEqual(0, count));
    }

    private static WinsockCatalog Catalog(string file, string text) =>
        new(name => name == file ? text : name == "areas.tsv" ? Areas : throw new ArgumentException($"{name} is not needed here.", nameof(name)));
}
