using System.Net;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>A datagram on its way.</summary>
internal sealed record ScriptedDatagram(byte[] Bytes, byte[] Control, IPEndPoint Sender);
