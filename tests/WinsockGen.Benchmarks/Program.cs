using System;
using WinsockGen.Benchmarks;

Console.WriteLine($"{Environment.OSVersion}, .NET {Environment.Version}, {Environment.ProcessorCount} processors");
Console.WriteLine();
if (args is ["options"])
{
    if (!OptionBenchmark.Run())
        return 1;
}
else
{
    CoreBenchmark.Run();
    if (OperatingSystem.IsWindows())
    {
        await EchoBenchmark.RunAsync();
        await DatagramEchoBenchmark.RunAsync();
    }
}

Console.WriteLine("done");
return 0;
