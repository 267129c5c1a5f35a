namespace WinsockGen;

/// <summary>The timeout of an operation's uses. Which of them it is for, the state word compares.</summary>
internal sealed class OperationTimer(Operation operation) : LoopTimer(operation.Loop)
{
    protected internal override void OnDue() => operation.OnTimeOver(DueUse);
}
