using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Completion;

public sealed class AwaitTests
{
    [Fact]
    public void The_code_that_awaits_continues_in_its_SynchronizationContext()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        var context = new RecordingContext();
        Task receiving = In(context, async () =>
        {
            await server.ReceiveAsync(new byte[1]);
            Assert.Same(context, SynchronizationContext.Current);
        });
        world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
        Assert.Equal(1, context.RunAll());
        world.Finish(receiving);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void ConfigureAwait_false_leaves_the_SynchronizationContext()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        var context = new RecordingContext();
        Task receiving = In(context, async () => await server.ReceiveAsync(new byte[1]).ConfigureAwait(false));
        world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
        Assert.Equal(0, context.RunAll());
        world.Finish(receiving);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void The_code_that_awaits_continues_on_its_TaskScheduler()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        var scheduler = new RecordingScheduler();
        Task receiving = Task.Factory.StartNew(
            async () =>
            {
                await server.ReceiveAsync(new byte[1]);
                Assert.Same(scheduler, TaskScheduler.Current);
            },
            CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        scheduler.RunAll();
        world.Finish(StreamWorld.Await(client.SendAsync(new byte[1])));
        Assert.False(receiving.IsCompleted);
        scheduler.RunAll();
        world.Finish(receiving);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Async_locals_flow_across_an_await_and_to_a_raw_continuation()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        var local = new AsyncLocal<int> { Value = 7 };
        async Task ReceiveAsync()
        {
            await server.ReceiveAsync(new byte[1]);
            Assert.Equal(7, local.Value);
        }

        Task receiving = ReceiveAsync();
        int seen = 0;
        SocketOperation<int>.Awaiter sending = client.SendAsync(new byte[1]).GetAwaiter();
        sending.OnCompleted(() => seen = local.Value);
        local.Value = 0;
        world.Finish(receiving);
        Assert.Equal(7, seen);
        Assert.Equal(1, sending.GetResult());
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_ValueTask_of_the_operation_has_its_result()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task<int> receiving = server.ReceiveAsync(new byte[8]).AsValueTask().AsTask();
        Task waiting = client.WaitForDataAsync().AsValueTask().AsTask();
        world.Finish(client.SendAsync(new byte[3]).AsValueTask().AsTask());
        Assert.Equal(3, world.Finish(receiving));
        world.Finish(server.SendAsync(new byte[1]).AsValueTask().AsTask());
        world.Finish(waiting);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_cancelled_operation_is_a_cancelled_task()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        using var cancellation = new CancellationTokenSource();
        Task<int> receiving = server.ReceiveAsync(new byte[8], cancellation.Token).AsValueTask().AsTask();
        cancellation.Cancel();
        world.Settle();
        Assert.True(receiving.IsCanceled);
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void The_result_of_an_operation_that_is_not_over_is_refused()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        SocketOperation<int> receiving = server.ReceiveAsync(new byte[8]);
        Assert.False(receiving.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => receiving.GetAwaiter().GetResult());
        world.Finish(StreamWorld.Await(client.SendAsync(new byte[3])));
        Assert.True(receiving.IsCompleted);
        Assert.Equal(3, receiving.GetAwaiter().GetResult());
        client.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Inline_continuations_run_on_the_loop_and_others_do_not()
    {
        foreach (ContinuationScheduling scheduling in Enum.GetValues<ContinuationScheduling>())
        {
            using var world = new StreamWorld(scheduling: scheduling);
            var (client, server) = world.Connect();
            Task<int> sending = StreamWorld.Await(client.SendAsync(new byte[1]));
            world.Winsock.Step();
            world.Loop.RunOnce(0);
            Assert.Equal(scheduling == ContinuationScheduling.Inline, sending.IsCompleted);
            world.Finish(sending);
            client.Dispose();
            server.Dispose();
        }
    }

    private static Task In(SynchronizationContext context, Func<Task> action)
    {
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            return action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    private sealed class RecordingContext : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

        public int RunAll()
        {
            int count = 0;
            for (; _posted.TryDequeue(out var item); count++)
            {
                SetSynchronizationContext(this);
                item.Callback(item.State);
                SetSynchronizationContext(null);
            }

            return count;
        }
    }

    private sealed class RecordingScheduler : TaskScheduler
    {
        private readonly Queue<Task> _queued = new();

        public void RunAll()
        {
            while (_queued.TryDequeue(out Task? task))
                TryExecuteTask(task);
        }

        protected override void QueueTask(Task task) => _queued.Enqueue(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => _queued;
    }
}
