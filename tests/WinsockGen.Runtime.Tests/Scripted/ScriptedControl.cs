namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>One WSAIoctl as it reached the scripted Winsock.</summary>
internal sealed record ScriptedControl(uint Code, byte[] Input, int OutputLength, bool IsOverlapped);
