namespace Kalshi.Runtime.Tests;

public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Each callback writes "KEY tick n" and waits for the gate of that name if it is told to.</summary>
    Task Start(TimeSpan dueTime, TimeSpan period, TimerManner manner);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Leave();

    Task<int> Ticks();
}

[Flags]
public enum TimerManner
{
    Plain = 0,
    Waits = 1,
    Fails = 2,
    Interleaves = 4,
    KeepsAlive = 8,
}

public sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    IGrainTimer? _timer;
    int _ticks;

    public Task Start(TimeSpan dueTime, TimeSpan period, TimerManner manner)
    {
        _timer = this.RegisterGrainTimer(Tick, manner, new()
        {
            DueTime = dueTime,
            Period = period,
            Interleave = manner.HasFlag(TimerManner.Interleaves),
            KeepAlive = manner.HasFlag(TimerManner.KeepsAlive),
        });
        return Task.CompletedTask;
    }

    async Task Tick(TimerManner manner, CancellationToken cancellationToken)
    {
        var tick = $"{this.GetPrimaryKeyString()} tick {++_ticks}";
        journal.Write(tick);
        if (manner.HasFlag(TimerManner.Waits))
            await journal.Gate(tick);
        journal.Write($"{tick} done");
        if (manner.HasFlag(TimerManner.Fails))
            throw new BusinessException("a tick fails");
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} left");
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);
}
