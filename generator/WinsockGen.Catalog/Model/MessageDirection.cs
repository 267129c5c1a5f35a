using System;

namespace WinsockGen.Catalog;

/// <summary>Which way a control message goes.</summary>
[Flags]
public enum MessageDirection
{
    None = 0,

    /// <summary>WSARecvMsg tells it of what arrived.</summary>
    Receive = 1,

    /// <summary>WSASendMsg takes it along with what is sent.</summary>
    Send = 2,
}
