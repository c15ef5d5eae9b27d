namespace Kalshi.Runtime.Tests;

public sealed class VirtualTimeTests
{
    readonly VirtualTimeProvider _time = new();
    readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_at_their_times()
    {
        Timer("b", TimeSpan.FromSeconds(2));
        Timer("a", TimeSpan.FromSeconds(1));
        Timer("c", TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["a at 1", "b at 2", "c at 2"], _fired);
        Assert.Equal(5, Seconds);
    }

    [Fact]
    public void A_periodic_timer_fires_each_period()
    {
        Timer("p", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["p at 1", "p at 3", "p at 5"], _fired);
    }

    [Fact]
    public void A_changed_timer_forgets_what_was_set_before()
    {
        var timer = Timer("a", TimeSpan.FromSeconds(1));
        timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_fired);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["a at 3"], _fired);
    }

    [Fact]
    public void A_disposed_timer_fires_no_more()
    {
        var timer = Timer("a", TimeSpan.FromSeconds(1));
        timer.Dispose();

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(_fired);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
        Assert.Null(_time.NextDue);
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_in_the_same_advance()
    {
        _time.CreateTimer(_ => Timer("inner", TimeSpan.FromSeconds(1)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["inner at 2"], _fired);
    }

    [Fact]
    public async Task Delays_and_cancellation_follow_it()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(10), _time);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), _time);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(limit.IsCancellationRequested);
        Assert.False(delay.IsCompleted);
        _time.AdvanceTo(_time.GetUtcNow() + TimeSpan.FromSeconds(5));

        await delay;
    }

    [Fact]
    public void It_goes_from_timer_to_timer()
    {
        Timer("a", TimeSpan.FromSeconds(3));
        Timer("b", TimeSpan.FromSeconds(9));
        var limit = _time.GetUtcNow() + TimeSpan.FromSeconds(5);

        Assert.True(_time.AdvanceToNext(limit));
        Assert.False(_time.AdvanceToNext(limit));

        Assert.Equal(["a at 3"], _fired);
        Assert.Equal(limit + TimeSpan.FromSeconds(4), _time.NextDue);
    }

    double Seconds => (_time.GetUtcNow() - new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;

    ITimer Timer(string name, TimeSpan dueTime, TimeSpan? period = null) =>
        _time.CreateTimer(_ => _fired.Add($"{name} at {Seconds}"), null, dueTime, period ?? Timeout.InfiniteTimeSpan);
}
