using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.ControlMessages;
using Xunit;

namespace WinsockGen.Generator.Tests.Ioctls;

/// <summary>What is made of the answers of WSAIoctl.</summary>
public sealed class IoctlAnswerTests
{
    [Theory]
    [InlineData("SocketGetAvailableBytes", "05-01-00-00", 0x105u)]
    [InlineData("SocketIsPastUrgentData", "01-00-00-00", true)]
    [InlineData("SocketIsPastUrgentData", "00-00-00-00", false)]
    [InlineData("SocketGetAleEndpointHandle", "01-02-03-04-05-06-07-08", 0x0807060504030201ul)]
    [InlineData("UnixGetPeerProcessId", "2A-00-00-00", 42u)]
    public async Task A_number_is_read(string method, string answer, object value)
    {
        var program = await IoctlsProgram.LoadAsync();

        Assert.Equal(value, program.Call(method, socket => socket.Reply = Answer(answer)));
    }

    [Theory]
    [InlineData(Bitness.X64, "78-56-34-12-00-00-00-00", 0x12345678)]
    [InlineData(Bitness.X86, "78-56-34-12", 0x12345678)]
    public async Task A_handle_is_as_wide_as_a_pointer(Bitness bitness, string answer, int value)
    {
        var program = await IoctlsProgram.LoadAsync(bitness);

        Assert.Equal((nint)value, program.Call("SocketGetBaseHandle", socket => socket.Reply = Answer(answer)));
    }

    [Fact]
    public async Task Statistics_of_a_connection_are_read()
    {
        var program = await IoctlsProgram.LoadAsync();
        var bytes = new byte[152];
        bytes[0] = 4; // State
        bytes[4] = 100; // Mss
        bytes[8] = 50; // ConnectionTimeMs
        bytes[140] = 1; // EcnNegotiated

        dynamic info = program.Call("TcpGetInfoV2", socket => socket.Reply = (Func<long, byte[]>)(_ => bytes))!;

        Assert.Equal("Established", info.State.ToString());
        Assert.Equal(TimeSpan.FromMilliseconds(50), info.ConnectionTime);
        Assert.True(info.IsEcnNegotiated);
    }

    [Fact]
    public async Task Where_a_short_answer_does_not_reach_there_is_zero()
    {
        var program = await IoctlsProgram.LoadAsync();
        foreach (var method in program.MethodsNamed("SocketGetAleEndpointHandle"))
        {
            dynamic socket = Activator.CreateInstance(method.GetParameters()[0].ParameterType)!;
            (socket.Reply, socket.ReplyLength) = (Answer("01-02-03-04-05-06-07-08"), 2);

            Assert.Equal(0x0201ul, IoctlsProgram.Invoke(method, (object)socket));
        }
    }

    [Fact]
    public async Task An_answer_of_no_bytes_is_read_since_not_every_provider_counts()
    {
        var program = await IoctlsProgram.LoadAsync();

        Assert.Equal(7u, program.Call("SocketGetAvailableBytes", socket => (socket.Reply, socket.ReplyLength) = (Answer("07-00-00-00"), 0)));
    }

    [Theory]
    [InlineData("02-00-00-50-C0-00-02-07-00-00-00-00-00-00-00-00", "192.0.2.7:80")]
    [InlineData("17-00-00-50-00-00-00-00-20-01-0D-B8-00-00-00-00-00-00-00-00-00-00-00-01-03-00-00-00", "[2001:db8::1%3]:80")]
    public async Task An_address_is_an_end_point(string answer, string expected)
    {
        var program = await IoctlsProgram.LoadAsync();

        var local = program.Call("SocketGetRoutingInterface", socket => socket.Reply = Answer(answer), new IPEndPoint(IPAddress.Loopback, 7));

        Assert.Equal(IPEndPoint.Parse(expected), local);
    }

    [Fact]
    public async Task An_address_of_another_family_serialises_to_its_bytes()
    {
        var program = await IoctlsProgram.LoadAsync();

        var local = Assert.IsAssignableFrom<EndPoint>(
            program.Call("SocketGetRoutingInterface", socket => socket.Reply = Answer("01-00-61-62-00"), new IPEndPoint(IPAddress.Loopback, 7)));

        Assert.Equal(AddressFamily.Unix, local.AddressFamily);
        Assert.Equal("61-62-00", BitConverter.ToString([.. Enumerable.Range(2, 3).Select(i => local.Serialize()[i])]));
    }

    [Theory]
    [InlineData("SocketGetRoutingInterface", "destination")]
    [InlineData("SocketSortAddressList", "addresses")]
    public async Task A_host_name_and_nothing_at_all_are_refused_by_the_name_of_the_parameter(string name, string parameter)
    {
        var program = await IoctlsProgram.LoadAsync();
        foreach (var method in program.MethodsNamed(name))
        {
            var unresolved = Assert.Throws<ArgumentException>(() => Invoke(new DnsEndPoint("host.example", 80)));
            var missing = Assert.Throws<ArgumentNullException>(() => Invoke(null));

            Assert.Equal((parameter, parameter), (unresolved.ParamName, missing.ParamName));

            void Invoke(EndPoint? address) =>
                IoctlsProgram.Invoke(method, Activator.CreateInstance(method.GetParameters()[0].ParameterType)!, parameter == "addresses" ? (object)new[] { address } : address);
        }
    }

    [Fact]
    public async Task A_list_of_addresses_points_into_its_own_memory_and_grows_until_it_fits()
    {
        var program = await IoctlsProgram.LoadAsync();
        foreach (var method in program.MethodsNamed("SocketGetAddressList"))
        {
            dynamic socket = Activator.CreateInstance(method.GetParameters()[0].ParameterType)!;
            socket.Reply = (Func<long, byte[]>)(address => List(address, 50));

            var addresses = (EndPoint[])IoctlsProgram.Invoke(method, (object)socket)!;

            Assert.Equal(Enumerable.Range(0, 50).Select(i => new IPEndPoint(new IPAddress(new byte[] { 10, 0, 0, (byte)i }), 0)), addresses);
            Assert.Equal(2048, socket.OutputLength);
        }
    }

    [Fact]
    public async Task An_address_outside_of_the_answer_is_left_out()
    {
        var program = await IoctlsProgram.LoadAsync();

        var addresses = (EndPoint[])program.Call("SocketGetAddressList", socket => socket.Reply = (Func<long, byte[]>)(address => List(address + 5000, 3)))!;

        Assert.Empty(addresses);
    }

    [Fact]
    public async Task Addresses_are_sorted_where_they_are()
    {
        var program = await IoctlsProgram.LoadAsync();
        foreach (var method in program.MethodsNamed("SocketSortAddressList"))
        {
            dynamic socket = Activator.CreateInstance(method.GetParameters()[0].ParameterType)!;
            socket.Reply = (Func<long, byte[]>)(_ => Swapped((byte[])socket.Input));

            var sorted = (EndPoint[])IoctlsProgram.Invoke(method, (object)socket, new object?[] { new EndPoint[] { IPEndPoint.Parse("192.0.2.7:443"), IPEndPoint.Parse("[2001:db8::1]:80") } })!;

            Assert.Equal([IPEndPoint.Parse("[2001:db8::1]:80"), IPEndPoint.Parse("[::ffff:192.0.2.7]:443")], sorted);
        }
    }

    [Fact]
    public async Task Interfaces_are_as_many_as_the_answer_holds()
    {
        var program = await IoctlsProgram.LoadAsync();
        var bytes = new byte[76 * 20];
        for (var i = 0; i < 20; i++)
        {
            bytes[76 * i] = 5; // iiFlags: up, loopback
            (bytes[(76 * i) + 4], bytes[(76 * i) + 8], bytes[(76 * i) + 11]) = (2, 127, (byte)i);
            bytes[(76 * i) + 4 + 48 + 4] = 255; // iiNetmask without a family
        }

        var interfaces = (Array)program.Call("IPGetInterfaceList", socket => socket.Reply = (Func<long, byte[]>)(_ => bytes))!;

        Assert.Equal(20, interfaces.Length);
        dynamic last = interfaces.GetValue(19)!;
        Assert.Equal("Loopback, Up", string.Join(", ", ((string)last.Flags.ToString()).Split(", ").Order()));
        Assert.Equal(IPAddress.Parse("127.0.0.19"), last.Address);
        Assert.Equal(IPAddress.Parse("255.0.0.0"), last.Netmask);
    }

    [Theory]
    [InlineData("IPGetSourceFilter", 16, 4)]
    [InlineData("IPGetGroupSourceFilter", 144, 128)]
    [InlineData("IPv6GetSourceFilter", 144, 128)]
    public async Task Sources_are_asked_again_where_there_are_more_than_fit(string name, int header, int size)
    {
        var program = await IoctlsProgram.LoadAsync();
        var (counter, mode) = (header - 4, header - 8);
        if (header == 16)
        {
            (counter, mode) = (12, 8);
        }

        foreach (var method in program.MethodsNamed(name))
        {
            dynamic socket = Activator.CreateInstance(method.GetParameters()[0].ParameterType)!;
            socket.Reply = (Func<long, byte[]>)(_ =>
            {
                var answer = (byte[])((byte[])socket.Input).Clone();
                var room = (answer.Length - header) / size;
                (answer[mode], answer[counter]) = (1, 20);
                for (var i = 0; i < Math.Min(room, 20); i++)
                {
                    var at = header + (size * i);
                    answer[at] = (byte)(size == 4 ? 10 : 2);
                    answer[at + (size == 4 ? 3 : 7)] = (byte)i;
                }

                return answer;
            });
            object group = name.StartsWith("IPv6", StringComparison.Ordinal) ? IPAddress.Parse("ff02::1") : IPAddress.Parse("224.0.0.1");

            dynamic filter = IoctlsProgram.Invoke(method, (object)socket, group, size == 4 ? IPAddress.Any : (object)7)!;

            Assert.Equal("Exclude", filter.Mode.ToString());
            Assert.Equal(20, ((IPAddress[])filter.Sources).Length);
            Assert.Equal(19, ((IPAddress[])filter.Sources)[19].GetAddressBytes()[3]);
        }
    }

    [Fact]
    public async Task Bytes_come_as_they_are_however_many()
    {
        var program = await IoctlsProgram.LoadAsync();
        var records = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();

        Assert.Equal(records, program.Call("TcpGetConnectionRedirectRecords", socket => socket.Reply = (Func<long, byte[]>)(_ => records)));
    }

    [Fact]
    public async Task An_answer_that_never_fits_ends_with_the_error()
    {
        var program = await IoctlsProgram.LoadAsync();

        var error = Assert.Throws<SocketException>(
            () => program.Call("TcpGetConnectionRedirectRecords", socket => socket.Reply = (Func<long, byte[]>)(_ => new byte[(1 << 20) + 1])));

        Assert.Equal(SocketError.Fault, error.SocketErrorCode);
    }

    [Fact]
    public async Task An_error_names_the_ioctl_and_the_family()
    {
        var program = await IoctlsProgram.LoadAsync();
        foreach (var method in program.MethodsNamed("TcpGetInfoV0"))
        {
            dynamic socket = Activator.CreateInstance(method.GetParameters()[0].ParameterType)!;
            (socket.Error, socket.AddressFamily) = (10045, AddressFamily.InterNetworkV6);

            var error = Assert.Throws<SocketException>(() => { IoctlsProgram.Invoke(method, (object)socket); });

            Assert.Equal(SocketError.OperationNotSupported, error.SocketErrorCode);
            Assert.StartsWith("SIO_TCP_INFO on a socket of the family InterNetworkV6: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("SocketGetRoutingInterface", "destination")]
    [InlineData("SocketSortAddressList", "addresses")]
    [InlineData("TcpSetConnectionRedirectRecords", "records")]
    public async Task A_missing_argument_is_named(string method, string parameter)
    {
        var program = await IoctlsProgram.LoadAsync();

        Assert.Throws<ArgumentNullException>(parameter, () => program.Call(method, _ => { }, [null]));
    }

    private static Func<long, byte[]> Answer(string hex) => _ => Convert.FromHexString(hex.Replace("-", "", StringComparison.Ordinal));

    /// <summary>A SOCKET_ADDRESS_LIST at an address: 10.0.0.0, 10.0.0.1 and so on.</summary>
    private static byte[] List(long address, int count)
    {
        var list = new byte[8 + (32 * count)];
        list[0] = (byte)count;
        for (var i = 0; i < count; i++)
        {
            var at = 8 + (16 * count) + (16 * i);
            BitConverter.TryWriteBytes(list.AsSpan(8 + (16 * i)), address + at);
            list[8 + (16 * i) + 8] = 16;
            (list[at], list[at + 4], list[at + 7]) = (2, 10, (byte)i);
        }

        return list;
    }

    /// <summary>A list of two addresses in the other order: only the pointers change places.</summary>
    private static byte[] Swapped(byte[] list)
    {
        var swapped = (byte[])list.Clone();
        list.AsSpan(8, 16).CopyTo(swapped.AsSpan(24));
        list.AsSpan(24, 16).CopyTo(swapped.AsSpan(8));
        return swapped;
    }
}
