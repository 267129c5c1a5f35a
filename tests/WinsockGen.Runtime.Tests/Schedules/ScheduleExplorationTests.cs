using Xunit;

namespace WinsockGen.Runtime.Tests.Schedules;

public sealed class ScheduleExplorationTests
{
    [Fact]
    public void In_every_schedule_each_operation_ends_once_and_everything_comes_back() => Exploration.Explore(usual: 100_000, Schedule.Run);
}
