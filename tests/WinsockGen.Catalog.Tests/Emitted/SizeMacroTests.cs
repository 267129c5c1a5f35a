using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>Sizes of structs that end in an array: for one element they are those of the struct itself.</summary>
public unsafe class SizeMacroTests
{
    [Fact]
    public void A_filter_of_one_source_has_the_size_of_the_struct()
    {
        Assert.Equal((uint)sizeof(Ws2.IP_MSFILTER), Ws2.IP_MSFILTER_SIZE(1));
        Assert.Equal((uint)sizeof(Ws2.GROUP_FILTER), Ws2.GROUP_FILTER_SIZE(1));
    }

    [Fact]
    public void Every_further_source_adds_its_own_size()
    {
        Assert.Equal((uint)sizeof(Ws2.IN_ADDR), Ws2.IP_MSFILTER_SIZE(3) - Ws2.IP_MSFILTER_SIZE(2));
        Assert.Equal((uint)sizeof(Ws2.SOCKADDR_STORAGE), Ws2.GROUP_FILTER_SIZE(3) - Ws2.GROUP_FILTER_SIZE(2));
    }

    [Fact]
    public void A_list_of_one_address_has_the_size_of_the_struct() =>
        Assert.Equal((nuint)sizeof(Ws2.SOCKET_ADDRESS_LIST), Ws2.SIZEOF_SOCKET_ADDRESS_LIST(1));

    [Theory]
    [InlineData(0x103, false)]
    [InlineData(0, true)]
    [InlineData(0xC0000120, true)]
    public void An_operation_is_pending_while_its_status_says_so(uint status, bool completed)
    {
        Ws2.OVERLAPPED overlapped = default;
        overlapped.Internal = status;

        Assert.Equal(completed, Ws2.HasOverlappedIoCompleted(&overlapped));
    }

    [Fact]
    public void Ioctl_codes_are_built_as_the_constants_were()
    {
        Assert.Equal(Ws2.SIO_GET_EXTENSION_FUNCTION_POINTER, Ws2._WSAIORW(Ws2.IOC_WS2, 6));
        Assert.Equal(Ws2.SIO_UDP_CONNRESET, Ws2._WSAIOW(Ws2.IOC_VENDOR, 12));
        Assert.Equal(Ws2.SIO_ADDRESS_LIST_QUERY, Ws2._WSAIOR(Ws2.IOC_WS2, 22));
        Assert.Equal(Ws2.SIO_FLUSH, Ws2._WSAIO(Ws2.IOC_WS2, 4));
    }

    [Fact]
    public void Ioctl_codes_of_Unix_form_hold_a_letter_and_the_size_of_their_parameter()
    {
        Assert.Equal(Ws2.FIONREAD, Ws2._IOR('f', 127, sizeof(uint)));
        Assert.Equal(Ws2.FIONBIO, Ws2._IOW('f', 126, sizeof(uint)));
        Assert.Equal(Ws2.SIO_GET_INTERFACE_LIST, Ws2._IOR('t', 127, sizeof(uint)));
        Assert.Equal(Ws2.SIO_IDEAL_SEND_BACKLOG_CHANGE, Ws2._IO('t', 122));
    }

    [Theory]
    [InlineData(1, 0, 1, 0, 0)]
    [InlineData(1, 5, 1, 6, -1)]
    [InlineData(2, 0, 1, 999999, 1)]
    [InlineData(-1, 0, 1, 0, -1)]
    public void Times_are_compared_by_seconds_and_then_by_microseconds(int seconds, int microseconds, int otherSeconds, int otherMicroseconds, int sign)
    {
        var one = new Ws2.TIMEVAL { tv_sec = seconds, tv_usec = microseconds };
        var other = new Ws2.TIMEVAL { tv_sec = otherSeconds, tv_usec = otherMicroseconds };

        Assert.Equal(sign, System.Math.Sign(Ws2.timercmp(&one, &other)));
    }

    [Fact]
    public void The_length_of_a_break_leaves_the_lower_bits_of_the_modem_signals()
    {
        byte signals = 0xA3;

        Ws2.MSC_SET_BREAK_LENGTH(&signals, 5);

        Assert.Equal(0x53, signals);
    }

    [Fact]
    public void The_lParam_of_a_window_message_holds_two_halves()
    {
        var message = Ws2.WSAMAKESELECTREPLY(Ws2.FD_CLOSE, Ws2.WSAECONNRESET);

        Assert.Equal(Ws2.FD_CLOSE, Ws2.WSAGETSELECTEVENT(message));
        Assert.Equal(Ws2.WSAECONNRESET, Ws2.WSAGETSELECTERROR(message));
    }
}
