using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Threading;
using Xunit;

namespace WinsockGen.Runtime.Tests.Addresses;

/// <summary>What all end points of Winsock's families have in common.</summary>
public sealed class WinsockEndPointTests
{
    public static TheoryData<int> Samples => [.. Enumerable.Range(0, EndPointSamples.All.Count)];

    [Fact]
    public void Every_end_point_of_the_assembly_has_samples() => Assert.Equal(
        typeof(WinsockEndPoint).Assembly.GetTypes().Where(type => type.BaseType == typeof(WinsockEndPoint)).OrderBy(type => type.Name),
        EndPointSamples.Types.OrderBy(type => type.Name));

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_end_point_has_the_address_that_Windows_expects(int sample)
    {
        var (endPoint, _, bytes) = EndPointSamples.All[sample];

        SocketAddressValue address = SocketAddressValue.From(endPoint);
        Assert.Equal(EndPointSamples.BytesOf(bytes), address.Bytes.ToArray());
        Assert.Equal(endPoint.AddressFamily, address.Family);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_address_gives_the_end_point_back(int sample)
    {
        var (endPoint, text, bytes) = EndPointSamples.All[sample];
        var address = new SocketAddressValue(EndPointSamples.BytesOf(bytes));

        Assert.Equal(endPoint, address.ToEndPoint());
        Assert.Equal(endPoint.GetType(), address.ToEndPoint().GetType());
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_end_point_prints_what_its_parser_reads(int sample)
    {
        var (endPoint, text, _) = EndPointSamples.All[sample];

        Assert.Equal(text, endPoint.ToString());
        Assert.Equal(text, $"{endPoint}");
        Assert.Equal(endPoint, EndPointSamples.Parse(endPoint.GetType(), text));
        Assert.Equal(endPoint, EndPointSamples.TryParse(endPoint.GetType(), text));
        Assert.Equal(text, EndPointSamples.Parse(endPoint.GetType(), text).ToString());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_text_fits_exactly_or_not_at_all(int sample)
    {
        var (endPoint, text, _) = EndPointSamples.All[sample];
        var buffer = new char[text.Length];

        Assert.True(endPoint.TryFormat(buffer, out int written));
        Assert.Equal(text, new string(buffer, 0, written));
        Assert.False(endPoint.TryFormat(buffer.AsSpan(1), out written));
        Assert.Equal(0, written);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_other_end_point_is_equal(int sample)
    {
        WinsockEndPoint endPoint = EndPointSamples.All[sample].EndPoint;

        Assert.Equal(sample, EndPointSamples.All.ToList().FindIndex(other => other.EndPoint.Equals(endPoint)));
        Assert.False(endPoint.Equals(null));
        Assert.False(endPoint.Equals(endPoint.ToString()));
        Assert.False(endPoint.Equals(new IPEndPoint(IPAddress.Any, 0)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void End_points_of_the_same_value_are_equal_and_have_the_same_hash(int sample)
    {
        var (endPoint, text, _) = EndPointSamples.All[sample];
        WinsockEndPoint same = EndPointSamples.Parse(endPoint.GetType(), text);

        Assert.NotSame(endPoint, same);
        Assert.True(endPoint.Equals(same));
        Assert.Equal(endPoint.GetHashCode(), same.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_socket_may_be_bound_to_zeros_of_its_family(int sample)
    {
        var (endPoint, _, bytes) = EndPointSamples.All[sample];
        byte[] any = new byte[EndPointSamples.BytesOf(bytes).Length];
        any[0] = (byte)endPoint.AddressFamily;

        Assert.Equal(any, SocketAddressValue.Any(endPoint.AddressFamily).Bytes.ToArray());
    }

    [Fact]
    public void Hashes_tell_end_points_apart() =>
        Assert.Equal(EndPointSamples.All.Count, EndPointSamples.All.Select(sample => sample.EndPoint.GetHashCode()).Distinct().Count());

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_address_that_is_cut_short_has_no_end_point(int sample)
    {
        byte[] bytes = EndPointSamples.BytesOf(EndPointSamples.All[sample].Bytes);

        for (int length = sizeof(ushort); length < bytes.Length; length++)
        {
            var address = new SocketAddressValue(bytes.AsSpan(0, length));
            Assert.Throws<NotSupportedException>(() => address.ToEndPoint());
            Assert.Equal(Convert.ToHexString(bytes, 0, length), address.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_follows_an_address_does_not_matter(int sample)
    {
        var (endPoint, _, bytes) = EndPointSamples.All[sample];

        Assert.Equal(endPoint, new SocketAddressValue([.. EndPointSamples.BytesOf(bytes), 1, 2, 3]).ToEndPoint());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_framework_gets_an_address_where_it_has_room_for_the_family(int sample)
    {
        var (endPoint, _, bytes) = EndPointSamples.All[sample];
        if (!OperatingSystem.IsWindows())
        {
            var refused = Assert.Throws<PlatformNotSupportedException>(endPoint.Serialize);
            Assert.Contains(endPoint.GetType().Name, refused.Message, StringComparison.Ordinal);
            return;
        }

        SocketAddress address = endPoint.Serialize();
        Assert.Equal(endPoint.AddressFamily, address.Family);
        Assert.Equal(EndPointSamples.BytesOf(bytes), address.Buffer.Span[..address.Size].ToArray());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_end_point_is_created_from_an_address_of_the_framework(int sample)
    {
        var (endPoint, _, bytes) = EndPointSamples.All[sample];
        WinsockEndPoint model = EndPointSamples.All.First(other => other.EndPoint.GetType() == endPoint.GetType()).EndPoint;

        Assert.Equal(endPoint, model.Create(FrameworkAddress(EndPointSamples.BytesOf(bytes))));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_address_of_another_family_or_length_is_refused(int sample)
    {
        var (endPoint, _, bytes) = EndPointSamples.All[sample];
        byte[] another = EndPointSamples.BytesOf(bytes);
        another[0]++;

        Assert.Throws<ArgumentException>(() => endPoint.Create(FrameworkAddress(another)));
        Assert.Throws<ArgumentException>(() => endPoint.Create(FrameworkAddress(EndPointSamples.BytesOf(bytes)[..^1])));
        Assert.Throws<ArgumentNullException>(() => endPoint.Create(null!));
    }

    [Fact]
    public void Texts_do_not_depend_on_the_culture()
    {
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NegativeSign = "minus";
        hostile.NumberFormat.NumberDecimalSeparator = ":";
        Thread.CurrentThread.CurrentCulture = hostile;
        try
        {
            Assert.All(EndPointSamples.All, sample => Assert.Equal(sample.Text, sample.EndPoint.ToString()));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Generic_code_parses_and_formats_them_all()
    {
        MethodInfo round = typeof(WinsockEndPointTests).GetMethod(nameof(Round), BindingFlags.NonPublic | BindingFlags.Static)!;

        Assert.All(EndPointSamples.All, sample => Assert.Equal(
            sample.Text, round.MakeGenericMethod(sample.EndPoint.GetType()).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [sample.Text], null)));
    }

    private static string Round<T>(string text)
        where T : ISpanParsable<T>, ISpanFormattable
    {
        Assert.True(T.TryParse(text.AsSpan(), null, out T? first));
        Assert.Equal(first, OfString<T>(text));
        Assert.Equal(first, T.Parse(text.AsSpan(), null));
        Span<char> buffer = new char[100];
        Assert.True(first.TryFormat(buffer, out int written, default, null));
        Assert.Equal(first.ToString(null, null), buffer[..written].ToString());
        return buffer[..written].ToString();
    }

    /// <summary>By <see cref="IParsable{T}"/> alone: where spans are an alternative, strings are taken for spans.</summary>
    private static T OfString<T>(string text)
        where T : IParsable<T>
    {
        Assert.False(T.TryParse(null, null, out _));
        Assert.Throws<ArgumentNullException>(() => T.Parse(null!, null));
        Assert.True(T.TryParse(text, null, out T? result));
        Assert.Equal(result, T.Parse(text, null));
        return result;
    }

    /// <summary>Bytes as the framework holds them; of a family that this system has not, too.</summary>
    private static SocketAddress FrameworkAddress(byte[] bytes)
    {
        var address = new SocketAddress(AddressFamily.Unspecified, bytes.Length);
        bytes.CopyTo(address.Buffer.Span);
        return address;
    }
}
