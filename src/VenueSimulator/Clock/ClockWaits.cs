namespace Kalshi.VenueSimulator;

static class ClockWaits
{
    static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns when <paramref name="clock"/> has reached <paramref name="due"/>; at once if it has.</summary>
    internal static async ValueTask WaitUntilAsync(this TimeProvider clock, DateTimeOffset due, CancellationToken cancellationToken)
    {
        while (due - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait < ShortestWait ? ShortestWait : wait, clock, cancellationToken);
    }
}
