using System.Collections.Generic;

namespace WinsockGen.Build.Benchmarks;

/// <summary>One line of work that servers are compared at, and what ours may cost.</summary>
/// <param name="Name">For people.</param>
/// <param name="Scenario">What the benchmark program calls it.</param>
/// <param name="Connections">How many clients there are at a time.</param>
/// <param name="Length">The length of a message or of the file, in bytes.</param>
/// <param name="Count">How many messages, connections or files a turn has.</param>
/// <param name="Rounds">How many turns each server has.</param>
/// <param name="Speed">How many times as fast as System.Net.Sockets ours must be.</param>
/// <param name="AllocatedBytes">How many bytes of managed memory each may cost; half a byte is what a turn costs by itself.</param>
/// <param name="ProcessorTime">How much of the processor time of System.Net.Sockets ours may use; null where nothing is said of it.</param>
/// <param name="IsFair">Whether nobody may starve: fairness, and an upper bound of the slowest answers, belong to the budget.</param>
public sealed record ServerScenario(
    string Name, string Scenario, int Connections, long Length, int Count, int Rounds, double Speed, double AllocatedBytes, double? ProcessorTime = null, bool IsFair = false)
{
    private const int KiB = 1024;
    private const double Nothing = 0.5;

    public static IReadOnlyList<ServerScenario> All { get; } =
    [
        new("Stream echo, 1 connection, 64 B", "stream", 1, 64, 4000, 9, 0.95, Nothing),
        new("Stream echo, 64 connections, 64 B", "stream", 64, 64, 12_800, 9, 0.95, Nothing, IsFair: true),
        new("Stream echo, 1,000 connections, 64 B", "stream", 1000, 64, 20_000, 5, 0.95, Nothing, IsFair: true),
        new("Stream echo, 1 connection, 64 KiB", "stream", 1, 64 * KiB, 1000, 7, 1, Nothing),
        new("Stream echo, 64 connections, 64 KiB", "stream", 64, 64 * KiB, 2560, 5, 1, Nothing, IsFair: true),
        new("Datagram echo, 1 client, 64 B", "datagram", 1, 64, 4000, 9, 1.1, Nothing, 0.9),
        new("Datagram echo, 16 clients, 64 B", "datagram", 16, 64, 12_800, 9, 1.5, Nothing, 0.7),
        new("Accept and close, 16 at a time", "accept", 16, 0, 3200, 9, 1.3, 96 + Nothing),
        new("A file of 1 GiB", "file", 1, KiB * KiB * KiB, 1, 3, 1, 4 * KiB),
    ];
}
