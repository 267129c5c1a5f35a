using System;
using System.Collections.Immutable;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>The protocols that are installed on this machine, and what each of them promises.</summary>
[SupportedOSPlatform("windows")]
public static unsafe class ProtocolCatalog
{
    // dwMessageSize: 0 says "no messages", 1 "depends on the socket", the largest "no limit" (WSAPROTOCOL_INFOW).
    private const uint NoMessages = 0;
    private const uint DependsOnSocket = 1;
    private const uint NoLimit = uint.MaxValue;

    // ChainLen: 0 says "a layer", 1 "a provider of its own", more "a chain" (WSAPROTOCOLCHAIN).
    private const int BaseProvider = 1;

    /// <summary>Reads the catalog (WSAEnumProtocolsW), as it is now.</summary>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static ImmutableArray<ProtocolEntry> GetProtocols() => GetProtocols(WindowsWinsock.Table);

    internal static ImmutableArray<ProtocolEntry> GetProtocols(WinsockTable native)
    {
        uint length = 0;
        while (true)
        {
            byte* buffer = (byte*)NativeMemory.Alloc(length);
            try
            {
                int count = native.WSAEnumProtocolsW(null, (WSAPROTOCOL_INFOW*)buffer, &length);
                if (count >= 0)
                    return Read((WSAPROTOCOL_INFOW*)buffer, count);

                // The length is now what is needed; the catalog may grow before the next call.
                int error = Marshal.GetLastPInvokeError();
                if (error != WSAENOBUFS)
                    throw new SocketException(error);
            }
            finally
            {
                NativeMemory.Free(buffer);
            }
        }
    }

    private static ImmutableArray<ProtocolEntry> Read(WSAPROTOCOL_INFOW* infos, int count)
    {
        var entries = ImmutableArray.CreateBuilder<ProtocolEntry>(count);
        for (int i = 0; i < count; i++)
            entries.Add(Read(in infos[i]));
        return entries.MoveToImmutable();
    }

    private static ProtocolEntry Read(in WSAPROTOCOL_INFOW info) => new()
    {
        Name = ReadName(in info),
        AddressFamily = (AddressFamily)info.iAddressFamily,
        SocketType = (SocketType)info.iSocketType,
        ProtocolType = (ProtocolType)info.iProtocol,
        Features = (ProtocolFeatures)info.dwServiceFlags1,
        MaximumMessageSize = info.dwMessageSize is NoMessages or DependsOnSocket or NoLimit ? null : info.dwMessageSize,
        CatalogEntryId = info.dwCatalogEntryId,
        ProviderId = info.ProviderId,
        Info = info,
        IsBaseProvider = info.ProtocolChain.ChainLen == BaseProvider,
        Chain = ReadChain(in info),
        ProviderTraits = (ProtocolProviderTraits)info.dwProviderFlags,
        Version = info.iVersion,
        ProtocolTypeCount = info.iProtocolMaxOffset + 1,
        MinimumAddressLength = info.iMinSockAddr,
        MaximumAddressLength = info.iMaxSockAddr,
        IsBigEndian = info.iNetworkByteOrder == BIGENDIAN,
        SecurityScheme = info.iSecurityScheme,
    };

    private static ImmutableArray<uint> ReadChain(in WSAPROTOCOL_INFOW info)
    {
        ReadOnlySpan<uint> entries = info.ProtocolChain.ChainEntries;
        int length = info.ProtocolChain.ChainLen;
        return length > BaseProvider ? [.. entries[..Math.Min(length, entries.Length)]] : [];
    }

    private static string ReadName(in WSAPROTOCOL_INFOW info)
    {
        ReadOnlySpan<char> name = info.szProtocol;
        int end = name.IndexOf('\0');
        return new string(end < 0 ? name : name[..end]);
    }
}
