using Xunit;

namespace WinsockGen.Runtime.Tests.Completion;

public sealed class WinsockErrorTests
{
    [Theory]
    [InlineData(0x00000000u, 0)]
    [InlineData(0xC0000120u, Ws2.WSA_OPERATION_ABORTED)] // STATUS_CANCELLED
    [InlineData(0xC000020Du, Ws2.WSAECONNRESET)] // STATUS_CONNECTION_RESET
    [InlineData(0xC0000236u, Ws2.WSAECONNREFUSED)] // STATUS_CONNECTION_REFUSED
    [InlineData(0x80000005u, Ws2.WSAEMSGSIZE)] // STATUS_BUFFER_OVERFLOW: a warning, not an error, and still a failure
    [InlineData(0xC00000B5u, Ws2.WSAETIMEDOUT)] // STATUS_IO_TIMEOUT
    public void A_status_has_the_code_that_WSAGetOverlappedResult_gives(uint status, int error) => Assert.Equal(error, WinsockError.FromStatus(status));

    [Fact]
    public void A_status_that_nobody_knows_is_an_invalid_argument() => Assert.Equal(Ws2.WSAEINVAL, WinsockError.FromStatus(0xC0DEAD00));

    [Theory]
    [InlineData(64, Ws2.WSAECONNRESET)] // ERROR_NETNAME_DELETED
    [InlineData(1225, Ws2.WSAECONNREFUSED)] // ERROR_CONNECTION_REFUSED
    [InlineData(Ws2.WSAENOBUFS, Ws2.WSAENOBUFS)]
    [InlineData(Ws2.WSA_OPERATION_ABORTED, Ws2.WSA_OPERATION_ABORTED)]
    public void A_Win32_code_becomes_the_WSA_code_and_a_WSA_code_stays(int win32, int error) => Assert.Equal(error, WinsockError.FromWin32(win32));
}
