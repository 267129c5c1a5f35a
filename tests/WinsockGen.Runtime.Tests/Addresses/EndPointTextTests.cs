using System;
using System.Text;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Runtime.Tests.Addresses;

/// <summary>What parsers read, and what they say of the rest.</summary>
public sealed class EndPointTextTests(ITestOutputHelper output)
{
    private const int Seed = 20260719;
    private const int Texts = 100_000;

    [Theory]
    [InlineData("(00:11:22:33:44:55)", "(00:11:22:33:44:55):0")]
    [InlineData("(aa:bb:cc:dd:ee:ff):007", "(AA:BB:CC:DD:EE:FF):7")]
    [InlineData("(AA:BB:CC:DD:EE:FF):00001101-0000-1000-8000-00805F9B34FB", "(AA:BB:CC:DD:EE:FF):00001101-0000-1000-8000-00805f9b34fb")]
    [InlineData("(AA:BB:CC:DD:EE:FF):00001101-0000-1000-8000-00805f9b34fb:0", "(AA:BB:CC:DD:EE:FF):00001101-0000-1000-8000-00805f9b34fb")]
    public void A_Bluetooth_end_point_may_be_written_shorter_or_in_another_case(string text, string canonical) =>
        Assert.Equal(canonical, BluetoothEndPoint.Parse(text).ToString());

    [Theory]
    [InlineData("1.2.3", "00000001.000000000002.0003")]
    [InlineData("dead.BEEF.451", "0000DEAD.00000000BEEF.0451")]
    public void An_IPX_end_point_may_lack_its_leading_zeros(string text, string canonical) =>
        Assert.Equal(canonical, IpxEndPoint.Parse(text).ToString());

    [Theory]
    [InlineData("", "'(' is expected at index 0")]
    [InlineData("00:11:22:33:44:55", "'(' is expected at index 0")]
    [InlineData("(00:11:22:33:44:5G):3", "a hexadecimal digit is expected at index 17")]
    [InlineData("(00:11:22:33:44):3", "':' is expected at index 15")]
    [InlineData("(00:11:22:33:44:55:66):3", "')' is expected at index 18")]
    [InlineData("(00:11:22:33:44:55)3", "':' is expected at index 19")]
    [InlineData("(00:11:22:33:44:55):", "a number from 0 to 65535 is expected at index 20")]
    [InlineData("(00:11:22:33:44:55):65536", "a number from 0 to 65535 is expected at index 20")]
    [InlineData("(00:11:22:33:44:55):99999999999999999999999", "a number from 0 to 65535 is expected at index 20")]
    [InlineData("(00:11:22:33:44:55):-1", "a GUID of 32 digits and 4 hyphens is expected at index 20")]
    [InlineData("(00:11:22:33:44:55):+1", "a number from 0 to 65535 is expected at index 20")]
    [InlineData("(00:11:22:33:44:55):3 ", "the end is expected at index 21")]
    [InlineData("(00:11:22:33:44:55):00001101-0000-1000-8000-00805f9b34fb:", "a number from 0 to 65535 is expected at index 57")]
    [InlineData("(00:11:22:33:44:55):00001101-0000-1000-8000-00805f9b34fb3", "the end is expected at index 56")]
    [InlineData("(00:11:22:33:44:55):\u0663", "a number from 0 to 65535 is expected at index 20")]
    public void What_is_wrong_with_a_Bluetooth_end_point_is_said(string text, string complaint) =>
        AssertRefused(typeof(BluetoothEndPoint), text, complaint);

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "':' is expected at index 36")]
    [InlineData("00000000-0000-0000-0000-000000000000:", "a GUID of 32 digits and 4 hyphens is expected at index 37")]
    [InlineData("+0000000-0000-0000-0000-000000000000:00000000-0000-0000-0000-000000000000", "a GUID of 32 digits and 4 hyphens is expected at index 0")]
    [InlineData("00000000-0000-0000-0000-0000-0000000:00000000-0000-0000-0000-000000000000", "a GUID of 32 digits and 4 hyphens is expected at index 0")]
    [InlineData("00000000-0000-0000-0000-000000000000:00000000-0000-0000-0000-0000000000000", "the end is expected at index 73")]
    public void What_is_wrong_with_a_Hyper_V_end_point_is_said(string text, string complaint) =>
        AssertRefused(typeof(HyperVEndPoint), text, complaint);

    [Theory]
    [InlineData("0A1B2C3:x", "a hexadecimal digit is expected at index 7")]
    [InlineData("0A1B2C3D", "':' is expected at index 8")]
    [InlineData("0A1B2C3D:a\0b", "a character from 1 to 255 is expected at index 10")]
    [InlineData("0A1B2C3D:a\u0100b", "a character from 1 to 255 is expected at index 10")]
    [InlineData("0A1B2C3D:a name of twenty-five in all", "the end, after 24 characters, is expected at index 33")]
    public void What_is_wrong_with_an_infrared_end_point_is_said(string text, string complaint) =>
        AssertRefused(typeof(InfraredEndPoint), text, complaint);

    [Theory]
    [InlineData("1.2", "'.' is expected at index 3")]
    [InlineData("1..3", "a hexadecimal digit is expected at index 2")]
    [InlineData("123456789.1.1", "'.' is expected at index 8")]
    [InlineData("1.1.12345", "the end is expected at index 8")]
    public void What_is_wrong_with_an_IPX_end_point_is_said(string text, string complaint) =>
        AssertRefused(typeof(IpxEndPoint), text, complaint);

    [Theory]
    [InlineData("65536.1.1", "a number from 0 to 65535 is expected at index 0")]
    [InlineData("1.256.1", "a number from 0 to 255 is expected at index 2")]
    [InlineData("1.1.", "a number from 0 to 255 is expected at index 4")]
    [InlineData("1.1.1.", "the end is expected at index 5")]
    public void What_is_wrong_with_an_AppleTalk_end_point_is_said(string text, string complaint) =>
        AssertRefused(typeof(AppleTalkEndPoint), text, complaint);

    [Fact]
    public void A_complaint_about_a_long_text_is_short()
    {
        var error = Assert.Throws<FormatException>(() => HyperVEndPoint.Parse(new string('x', 1_000_000)));
        Assert.InRange(error.Message.Length, 1, 400);
    }

    [Fact]
    public void Hostile_texts_are_refused_alike_by_both_parsers_or_read_and_printed_again()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        int read = 0;
        for (int i = 0; i < Texts; i++)
        {
            string text = Mutate(random, EndPointSamples.All[random.Next(EndPointSamples.All.Count)].Text);
            Type type = EndPointSamples.Types[random.Next(EndPointSamples.Types.Count)];
            if (EndPointSamples.TryParse(type, text) is not { } endPoint)
            {
                FormatException refused = Assert.Throws<FormatException>(() => EndPointSamples.Parse(type, text));
                Assert.Matches(@"is expected at index \d+\.$", refused.Message);
                continue;
            }

            read++;
            Assert.Equal(endPoint, EndPointSamples.Parse(type, text));
            Assert.Equal(endPoint, EndPointSamples.Parse(type, endPoint.ToString()));
            Assert.Equal(endPoint, SocketAddressValue.From(endPoint).ToEndPoint());
        }

        output.WriteLine($"{Texts} texts, {read} of them end points");
        Assert.InRange(read, Texts / 100, Texts / 2);
    }

    [Fact]
    public void Hostile_bytes_have_an_end_point_with_an_address_or_none()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        int[] families = [1, 2, 6, 16, 23, 26, 32, 34];
        int read = 0;
        for (int i = 0; i < Texts; i++)
        {
            var bytes = new byte[random.Next(2, SocketAddressValue.Capacity + 1)];
            if (random.Next(2) == 0)
                random.NextBytes(bytes);
            else
                EndPointSamples.BytesOf(EndPointSamples.All[random.Next(EndPointSamples.All.Count)].Bytes).AsSpan(..Math.Min(bytes.Length, 6)).CopyTo(bytes);
            bytes[0] = (byte)families[random.Next(families.Length)];
            bytes[1] = 0;
            var address = new SocketAddressValue(bytes);
            Assert.NotNull(address.ToString());
            if (address.TryToEndPoint() is not { } endPoint)
                continue;

            read++;
            SocketAddressValue again = SocketAddressValue.From(endPoint);
            Assert.Equal(address.Family, again.Family);
            Assert.Equal(endPoint, again.ToEndPoint());
        }

        output.WriteLine($"{Texts} addresses, {read} of them with an end point");
        Assert.InRange(read, Texts / 10, Texts);
    }

    private static void AssertRefused(Type type, string text, string complaint)
    {
        var error = Assert.Throws<FormatException>(() => EndPointSamples.Parse(type, text));

        Assert.StartsWith($"'{text}' is not a", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($": {complaint}.", error.Message, StringComparison.Ordinal);
        Assert.Null(EndPointSamples.TryParse(type, text));
    }

    private static string Mutate(Random random, string text)
    {
        const string Characters = "0123456789abcdefABCDEF()-:.*+ \0xyz\u0660\u00e9\ud83d";
        var mutated = new StringBuilder(text);
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            int place = random.Next(mutated.Length + 1);
            char character = Characters[random.Next(Characters.Length)];
            switch (random.Next(4))
            {
                case 0:
                    mutated.Insert(place, character);
                    break;
                case 1 when place < mutated.Length:
                    mutated.Remove(place, 1);
                    break;
                case 2 when place < mutated.Length:
                    mutated[place] = character;
                    break;
                case 3:
                    mutated.Length = place;
                    break;
            }
        }

        return mutated.ToString();
    }
}
