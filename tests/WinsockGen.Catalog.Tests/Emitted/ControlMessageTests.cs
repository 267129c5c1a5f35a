using System.Collections.Generic;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>The macros that walk control messages; lengths are those of mingw-w64's own macros on x64.</summary>
public unsafe class ControlMessageTests
{
    [Theory]
    [InlineData(0, 16, 16)]
    [InlineData(1, 17, 24)]
    [InlineData(4, 20, 24)]
    [InlineData(8, 24, 24)]
    [InlineData(9, 25, 32)]
    public void A_message_has_a_length_and_takes_an_aligned_space(int data, int length, int space)
    {
        Assert.Equal((nuint)length, Ws2.WSA_CMSG_LEN((nuint)data));
        Assert.Equal((nuint)space, Ws2.WSA_CMSG_SPACE((nuint)data));
    }

    [Fact]
    public void Messages_are_walked_to_the_end_of_the_control_data()
    {
        byte* control = stackalloc byte[(int)(Ws2.WSA_CMSG_SPACE(4) + Ws2.WSA_CMSG_SPACE(8))];
        var message = Over(control, (uint)(Ws2.WSA_CMSG_SPACE(4) + Ws2.WSA_CMSG_SPACE(8)));
        Write(Ws2.WSA_CMSG_FIRSTHDR(&message), Ws2.IP_PKTINFO, 4);
        Write((Ws2.WSACMSGHDR*)(control + Ws2.WSA_CMSG_SPACE(4)), Ws2.IP_TTL, 8);

        var types = new List<int>();
        for (var header = Ws2.WSA_CMSG_NXTHDR(&message, null); header != null; header = Ws2.WSA_CMSG_NXTHDR(&message, header))
        {
            types.Add(header->cmsg_type);
        }

        Assert.Equal([Ws2.IP_PKTINFO, Ws2.IP_TTL], types);
    }

    [Fact]
    public void Control_data_shorter_than_a_header_hold_no_message()
    {
        byte* control = stackalloc byte[sizeof(Ws2.WSACMSGHDR)];
        var message = Over(control, (uint)sizeof(Ws2.WSACMSGHDR) - 1);

        Assert.True(Ws2.WSA_CMSG_FIRSTHDR(&message) == null);
    }

    [Fact]
    public void The_data_of_a_message_stand_after_its_header()
    {
        byte* control = stackalloc byte[64];

        Assert.Equal(sizeof(Ws2.WSACMSGHDR), (int)(Ws2.WSA_CMSG_DATA((Ws2.WSACMSGHDR*)control) - control));
    }

    [Fact]
    public void Messages_of_registered_IO_are_walked_to_the_end_of_their_buffer()
    {
        var length = Ws2.RIO_CMSG_BASE_SIZE + Ws2.WSA_CMSG_SPACE(4) + Ws2.WSA_CMSG_SPACE(8);
        byte* memory = stackalloc byte[(int)length];
        var buffer = (Ws2.RIO_CMSG_BUFFER*)memory;
        buffer->TotalLength = (uint)length;
        Write(Ws2.RIO_CMSG_FIRSTHDR(buffer), Ws2.IP_PKTINFO, 4);
        Write((Ws2.WSACMSGHDR*)(memory + Ws2.RIO_CMSG_BASE_SIZE + Ws2.WSA_CMSG_SPACE(4)), Ws2.IP_TTL, 8);

        var types = new List<int>();
        for (var header = Ws2.RIO_CMSG_NEXTHDR(buffer, null); header != null; header = Ws2.RIO_CMSG_NEXTHDR(buffer, header))
        {
            types.Add(header->cmsg_type);
        }

        Assert.Equal([Ws2.IP_PKTINFO, Ws2.IP_TTL], types);
    }

    [Fact]
    public void A_buffer_of_registered_IO_shorter_than_a_header_holds_no_message()
    {
        byte* memory = stackalloc byte[64];
        var buffer = (Ws2.RIO_CMSG_BUFFER*)memory;
        buffer->TotalLength = (uint)(Ws2.RIO_CMSG_BASE_SIZE + (nuint)sizeof(Ws2.WSACMSGHDR) - 1);

        Assert.True(Ws2.RIO_CMSG_FIRSTHDR(buffer) == null);
    }

    private static Ws2.WSAMSG Over(byte* control, uint length) => new() { Control = new Ws2.WSABUF { len = length, buf = control } };

    private static void Write(Ws2.WSACMSGHDR* header, int type, nuint dataLength)
    {
        header->cmsg_len = Ws2.WSA_CMSG_LEN(dataLength);
        header->cmsg_type = type;
    }
}
