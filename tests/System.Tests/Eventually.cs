namespace Kalshi.System.Tests;

/// <summary>Looks again until it is as it should be.</summary>
static class Eventually
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <returns>What was seen then.</returns>
    /// <exception cref="TimeoutException">Not within <paramref name="limit"/>; with what was seen last, and <paramref name="more"/>.</exception>
    internal static async Task<T> SeenAsync<T>(string what, Func<Task<T>> look, Func<T, bool> isIt, TimeSpan limit, Func<string>? more = null)
    {
        using var patience = new CancellationTokenSource(limit);
        while (true)
        {
            var seen = await look();
            if (isIt(seen))
                return seen;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"not within {limit}: {what}; last seen {seen}\n{more?.Invoke()}");
            await Task.Delay(Pause);
        }
    }
}
