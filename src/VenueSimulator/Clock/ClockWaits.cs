namespace Kalshi.VenueSimulator;

static class ClockWaits
{
    static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan Moved = TimeSpan.FromMilliseconds(10);

    /// <summary>How often a timer is set anew because the clock was moved meanwhile.</summary>
    const int Attempts = 4;

    /// <summary>Returns when <paramref name="clock"/> has reached <paramref name="due"/>; at once if it has.</summary>
    internal static async ValueTask WaitUntilAsync(this TimeProvider clock, DateTimeOffset due, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var wait = due - now;
            if (wait <= TimeSpan.Zero)
                return;
            var delay = Task.Delay(wait < ShortestWait ? ShortestWait : wait, clock, cancellationToken);
            // A clock that jumped between question and timer, and then stands still, would never fire it.
            if (clock.GetUtcNow() - now > Moved && attempt % Attempts != 0)
                continue;
            await delay;
        }
    }
}
