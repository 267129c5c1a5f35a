namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>One getsockopt or setsockopt as it reached the scripted Winsock, with the bytes of the buffer as they came.</summary>
internal sealed record ScriptedOptionCall(int Level, int Name, byte[] Bytes);
