using System;
using WinsockGen.Benchmarks;

Console.WriteLine($"{Environment.OSVersion}, .NET {Environment.Version}, {Environment.ProcessorCount} processors");
Console.WriteLine();
CoreBenchmark.Run();
if (OperatingSystem.IsWindows())
{
    await EchoBenchmark.RunAsync();
    await DatagramEchoBenchmark.RunAsync();
}

Console.WriteLine("done");
