namespace Orleans.Runtime;

/// <summary>Turns of a part of the host itself, which is single-threaded as a grain is, and scheduled with them.</summary>
sealed class SystemTurns(ITurnExecutor executor) : TurnQueue(executor)
{
    protected override void Handle(object item) => throw new InvalidOperationException($"A part of the host takes no calls, but got {item}");

    protected override void AfterItem()
    {
    }
}
