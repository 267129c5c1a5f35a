using System;
using System.Collections.Generic;
using System.Globalization;
using Xunit;

namespace WinsockGen.Runtime.Tests.Schedules;

public sealed class ScheduleExplorationTests
{
    /// <summary>How many schedules a run explores; WINSOCKGEN_SCHEDULES asks for more, WINSOCKGEN_SEED for others.</summary>
    private static readonly int Count = Read("WINSOCKGEN_SCHEDULES", 4000);

    private static readonly int FirstSeed = Read("WINSOCKGEN_SEED", 0);

    [Fact]
    public void In_every_schedule_each_operation_ends_once_and_everything_comes_back()
    {
        for (int seed = FirstSeed; seed < FirstSeed + Count; seed++)
        {
            IReadOnlyList<string> problems = Schedule.Run(seed);
            Assert.True(problems.Count == 0, $"Seed {seed}: {string.Join(Environment.NewLine, problems)}");
        }
    }

    private static int Read(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
