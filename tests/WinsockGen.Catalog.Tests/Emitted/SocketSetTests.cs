using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

public unsafe class SocketSetTests
{
    [Fact]
    public void A_socket_that_was_added_is_in_the_set_once()
    {
        Ws2.fd_set set;
        Ws2.FD_ZERO(&set);

        Ws2.FD_SET(7, &set);
        Ws2.FD_SET(7, &set);

        Assert.Equal(1u, set.fd_count);
        Assert.True(Ws2.FD_ISSET(7, &set));
        Assert.False(Ws2.FD_ISSET(8, &set));
    }

    [Fact]
    public void A_full_set_takes_no_more()
    {
        Ws2.fd_set set;
        Ws2.FD_ZERO(&set);

        for (nuint socket = 1; socket <= Ws2.FD_SETSIZE + 1; socket++)
        {
            Ws2.FD_SET(socket, &set);
        }

        Assert.Equal((uint)Ws2.FD_SETSIZE, set.fd_count);
        Assert.False(Ws2.FD_ISSET(Ws2.FD_SETSIZE + 1, &set));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Taking_one_out_leaves_the_others(int victim)
    {
        Ws2.fd_set set;
        Ws2.FD_ZERO(&set);
        for (nuint socket = 1; socket <= 3; socket++)
        {
            Ws2.FD_SET(socket, &set);
        }

        Ws2.FD_CLR((nuint)victim, &set);

        Assert.Equal(2u, set.fd_count);
        for (nuint socket = 1; socket <= 3; socket++)
        {
            Assert.Equal(socket != (nuint)victim, Ws2.FD_ISSET(socket, &set));
        }
    }

    [Fact]
    public void Taking_out_what_is_not_there_changes_nothing()
    {
        Ws2.fd_set set;
        Ws2.FD_ZERO(&set);
        Ws2.FD_SET(1, &set);

        Ws2.FD_CLR(2, &set);

        Assert.Equal(1u, set.fd_count);
        Assert.True(Ws2.FD_ISSET(1, &set));
    }
}
