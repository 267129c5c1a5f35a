namespace WinsockGen.Windows.Tests.ServiceProviders;

/// <summary>What somebody asks for who writes or calls a service provider.</summary>
[WinsockBindings(
    WinsockApi.ServiceProvider | WinsockApi.ProviderCatalog,
    Include = "WSAEnumProtocolsW, WSAGetLastError, WSASetLastError, WSAE*, WSA_E_NO_MORE, WSA_INVALID_HANDLE, WSASERVICE_NOT_FOUND, "
        + "WSAVERNOTSUPPORTED, WSASYSNOTREADY, SOCKET_ERROR, INVALID_SOCKET, LUP_RETURN_*, NS_ALL, AF_INET, SOCK_STREAM, IPPROTO_TCP, SOCKADDR_IN")]
internal static unsafe partial class Ws2;
