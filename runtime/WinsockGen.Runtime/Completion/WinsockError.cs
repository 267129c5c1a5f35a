using System.Collections.Frozen;
using System.Collections.Generic;

namespace WinsockGen;

/// <summary>
/// The WSA code of a failed operation: what WSAGetOverlappedResult would say, without the call. Completions carry the NTSTATUS of the
/// transport, and some functions fail with a Win32 code.
/// </summary>
internal static class WinsockError
{
    internal const int IoPending = 997;
    internal const int OperationAborted = 995;
    internal const int ConnectionReset = 10054;
    internal const int ConnectionAborted = 10053;
    internal const int NotConnected = 10057;
    internal const int NoBufferSpace = 10055;

    private const uint FacilityWin32 = 0xC0070000;

    private static readonly FrozenDictionary<uint, int> ByStatus = new Dictionary<uint, int>
    {
        [0x00000103] = IoPending,          // STATUS_PENDING
        [0x00000102] = 10060,              // STATUS_TIMEOUT
        [0x8000000A] = 676,                // STATUS_HANDLES_CLOSED
        [0x80000005] = 10040,              // STATUS_BUFFER_OVERFLOW
        [0xC0000002] = 10045,              // STATUS_NOT_IMPLEMENTED
        [0xC0000005] = 10014,              // STATUS_ACCESS_VIOLATION
        [0xC0000008] = 10038,              // STATUS_INVALID_HANDLE
        [0xC000000D] = 10022,              // STATUS_INVALID_PARAMETER
        [0xC000000E] = 10050,              // STATUS_NO_SUCH_DEVICE
        [0xC000000F] = 10050,              // STATUS_NO_SUCH_FILE
        [0xC0000016] = 10022,              // STATUS_MORE_PROCESSING_REQUIRED
        [0xC0000017] = 10055,              // STATUS_NO_MEMORY
        [0xC0000018] = 10048,              // STATUS_CONFLICTING_ADDRESSES
        [0xC0000022] = 10013,              // STATUS_ACCESS_DENIED
        [0xC0000023] = 10014,              // STATUS_BUFFER_TOO_SMALL
        [0xC0000024] = 10038,              // STATUS_OBJECT_TYPE_MISMATCH
        [0xC0000034] = 10050,              // STATUS_OBJECT_NAME_NOT_FOUND
        [0xC000003A] = 10050,              // STATUS_OBJECT_PATH_NOT_FOUND
        [0xC0000043] = 10048,              // STATUS_SHARING_VIOLATION
        [0xC0000044] = 10055,              // STATUS_QUOTA_EXCEEDED
        [0xC000009A] = 10055,              // STATUS_INSUFFICIENT_RESOURCES
        [0xC00000A1] = 10055,              // STATUS_WORKING_SET_QUOTA
        [0xC00000A3] = 10035,              // STATUS_DEVICE_NOT_READY
        [0xC00000B0] = 10058,              // STATUS_PIPE_DISCONNECTED
        [0xC00000B5] = 10060,              // STATUS_IO_TIMEOUT
        [0xC00000BB] = 10045,              // STATUS_NOT_SUPPORTED
        [0xC00000BE] = 10051,              // STATUS_BAD_NETWORK_PATH
        [0xC00000BF] = 10050,              // STATUS_NETWORK_BUSY
        [0xC00000C3] = 10050,              // STATUS_INVALID_NETWORK_RESPONSE
        [0xC00000C4] = 10050,              // STATUS_UNEXPECTED_NETWORK_ERROR
        [0xC00000D0] = 10035,              // STATUS_REQUEST_NOT_ACCEPTED
        [0xC0000120] = OperationAborted,   // STATUS_CANCELLED
        [0xC000012D] = 10055,              // STATUS_COMMITMENT_LIMIT
        [0xC000013B] = ConnectionAborted,  // STATUS_LOCAL_DISCONNECT
        [0xC000013C] = ConnectionReset,    // STATUS_REMOTE_DISCONNECT
        [0xC000013D] = 10055,              // STATUS_REMOTE_RESOURCES
        [0xC000013E] = ConnectionReset,    // STATUS_LINK_FAILED
        [0xC000013F] = 10060,              // STATUS_LINK_TIMEOUT
        [0xC0000140] = 10057,              // STATUS_INVALID_CONNECTION
        [0xC0000141] = 10049,              // STATUS_INVALID_ADDRESS
        [0xC0000184] = 10022,              // STATUS_INVALID_DEVICE_STATE
        [0xC0000206] = 10040,              // STATUS_INVALID_BUFFER_SIZE
        [0xC0000207] = 10049,              // STATUS_INVALID_ADDRESS_COMPONENT
        [0xC0000209] = 10048,              // STATUS_TOO_MANY_ADDRESSES
        [0xC000020A] = 10048,              // STATUS_ADDRESS_ALREADY_EXISTS
        [0xC000020B] = 10064,              // STATUS_ADDRESS_CLOSED
        [0xC000020C] = ConnectionReset,    // STATUS_CONNECTION_DISCONNECTED
        [0xC000020D] = ConnectionReset,    // STATUS_CONNECTION_RESET
        [0xC000020F] = ConnectionAborted,  // STATUS_TRANSACTION_ABORTED
        [0xC0000236] = 10061,              // STATUS_CONNECTION_REFUSED
        [0xC0000237] = 10101,              // STATUS_GRACEFUL_DISCONNECT
        [0xC000023C] = 10051,              // STATUS_NETWORK_UNREACHABLE
        [0xC000023D] = 10065,              // STATUS_HOST_UNREACHABLE
        [0xC000023E] = 10051,              // STATUS_PROTOCOL_UNREACHABLE
        [0xC000023F] = ConnectionReset,    // STATUS_PORT_UNREACHABLE
        [0xC0000240] = OperationAborted,   // STATUS_REQUEST_ABORTED
        [0xC0000241] = ConnectionAborted,  // STATUS_CONNECTION_ABORTED
    }.ToFrozenDictionary();

    internal static int FromStatus(uint status) => status == 0 ? 0 : FromFailure(status);

    /// <summary>The Win32 codes that AcceptEx, ConnectEx and closed handles leave as the last error.</summary>
    internal static int FromWin32(int error) => error switch
    {
        5 => 10013,       // ERROR_ACCESS_DENIED
        6 => 10038,       // ERROR_INVALID_HANDLE
        8 => 10055,       // ERROR_NOT_ENOUGH_MEMORY
        64 => ConnectionReset,  // ERROR_NETNAME_DELETED
        87 => 10022,      // ERROR_INVALID_PARAMETER
        121 => 10060,     // ERROR_SEM_TIMEOUT
        1225 => 10061,    // ERROR_CONNECTION_REFUSED
        1229 => 10057,    // ERROR_CONNECTION_INVALID
        1231 => 10051,    // ERROR_NETWORK_UNREACHABLE
        1232 => 10065,    // ERROR_HOST_UNREACHABLE
        1234 => ConnectionReset,   // ERROR_PORT_UNREACHABLE
        1235 => OperationAborted,  // ERROR_REQUEST_ABORTED
        1236 => ConnectionAborted, // ERROR_CONNECTION_ABORTED
        _ => error,
    };

    private static int FromFailure(uint status)
    {
        if (ByStatus.TryGetValue(status, out int error))
            return error;
        if ((int)status >= 0)
            return 0;
        return (status & 0xFFFF0000) == FacilityWin32 ? FromWin32((int)(status & 0xFFFF)) : 10022;
    }
}
