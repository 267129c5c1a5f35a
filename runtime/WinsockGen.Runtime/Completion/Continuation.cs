using System;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen;

/// <summary>What runs when an operation is complete, and where the awaiting code wants to run.</summary>
internal struct Continuation
{
    // An Action, which an await has, or an Action<object?> of the state, which a ValueTask has.
    private Delegate? _action;
    private object? _state;
    private object? _scheduler;
    private ExecutionContext? _executionContext;

    /// <summary>Whether a continuation is waiting to be run.</summary>
    internal readonly bool IsSet => Volatile.Read(in _action) is not null;

    /// <param name="useScheduler">Capture the current SynchronizationContext or TaskScheduler, if it is not the default one.</param>
    /// <param name="flow">Capture the ExecutionContext; an async method does that itself.</param>
    internal void Set(Delegate action, object? state, bool useScheduler, bool flow)
    {
        _state = state;
        _executionContext = flow ? ExecutionContext.Capture() : null;
        _scheduler = useScheduler ? CurrentScheduler() : null;
        Volatile.Write(ref _action, action);
    }

    /// <summary>Hands the operation to the captured scheduler, if there is one.</summary>
    internal readonly bool TryPost(Operation operation)
    {
        switch (_scheduler)
        {
            case null:
                return false;
            case SynchronizationContext context:
                context.Post(static operation => ((Operation)operation!).Run(), operation);
                return true;
            default:
                _ = Task.Factory.StartNew(static operation => ((Operation)operation!).Run(), operation, CancellationToken.None,
                    TaskCreationOptions.DenyChildAttach, (TaskScheduler)_scheduler);
                return true;
        }
    }

    /// <summary>Runs it. It is unset first: the operation may be in its next use before the continuation returns.</summary>
    internal void Invoke()
    {
        Delegate action = _action!;
        object? state = _state;
        ExecutionContext? executionContext = _executionContext;
        _state = null;
        _scheduler = null;
        _executionContext = null;
        Volatile.Write(ref _action, null);

        if (executionContext is null)
            Invoke(action, state);
        else
            ExecutionContext.Run(executionContext, static pair =>
            {
                var (action, state) = ((Delegate, object?))pair!;
                Invoke(action, state);
            }, (action, state));
    }

    private static void Invoke(Delegate action, object? state)
    {
        if (action is Action plain)
            plain();
        else
            ((Action<object?>)action)(state);
    }

    private static object? CurrentScheduler()
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        if (context is not null && context.GetType() != typeof(SynchronizationContext))
            return context;
        TaskScheduler scheduler = TaskScheduler.Current;
        return scheduler == TaskScheduler.Default ? null : scheduler;
    }
}
