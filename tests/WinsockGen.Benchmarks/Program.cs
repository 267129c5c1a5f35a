using System;
using System.Globalization;
using WinsockGen.Benchmarks;
using WinsockGen.Benchmarks.Load;
using WinsockGen.Benchmarks.Servers;

switch (args)
{
    // These two are run by others, who read every line.
    case ["serve", var implementation, var scenario, var amount]:
        return Server.Run(implementation, scenario, long.Parse(amount, CultureInfo.InvariantCulture));
    case ["load", var scenario, var connections, var length, var count, var rounds, .. var targets]:
        return LoadRun.Run(scenario, Number(connections), long.Parse(length, CultureInfo.InvariantCulture), Number(count), Number(rounds), targets);
}

Console.WriteLine($"{Environment.OSVersion}, .NET {Environment.Version}, {Environment.ProcessorCount} processors");
Console.WriteLine();
switch (args)
{
    case ["core"]:
        CoreBenchmark.Run();
        break;
    case ["growth"]:
        GrowthBenchmark.Run();
        break;
    case ["options"]:
        if (!OptionBenchmark.Run())
            return 1;
        break;
    default:
        Console.Error.WriteLine("core | growth | options | serve IMPLEMENTATION SCENARIO AMOUNT | load SCENARIO CONNECTIONS LENGTH COUNT ROUNDS NAME=ENDPOINT=REPORTS...");
        return 2;
}

Console.WriteLine("done");
return 0;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
