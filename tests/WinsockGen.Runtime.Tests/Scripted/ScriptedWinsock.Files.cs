using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Files and the end of connections: a provider that has none of the three extension functions.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    private static int TransmitFile(nint function, nuint handle, nint file, uint count, uint countPerSend, OVERLAPPED* overlapped,
        TRANSMIT_FILE_BUFFERS* buffers, uint flags) => FailBool(WSAEOPNOTSUPP);

    private static int TransmitPackets(nint function, nuint handle, TRANSMIT_PACKETS_ELEMENT* elements, uint count, uint sendSize,
        OVERLAPPED* overlapped, uint flags) => FailBool(WSAEOPNOTSUPP);
}
