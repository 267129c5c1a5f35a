namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>One WSAIoctl as it reached the scripted Winsock.</summary>
/// <param name="Code">The code.</param>
/// <param name="Input">The bytes of the input as they came.</param>
/// <param name="InputAddress">Where they were: some inputs point into themselves.</param>
/// <param name="OutputLength">The room for the answer.</param>
/// <param name="IsOverlapped">Windows may complete it later.</param>
internal sealed record ScriptedControl(uint Code, byte[] Input, nint InputAddress, int OutputLength, bool IsOverlapped);
