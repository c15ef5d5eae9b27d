namespace Kalshi.Storage.Tests;

static class Eventually
{
    static readonly TimeSpan Most = TimeSpan.FromMinutes(3);

    /// <summary>A token that ends the longest wait of a test.</summary>
    internal static CancellationToken Limit => new CancellationTokenSource(Most).Token;

    /// <summary>Waits, not without bound, for something that other threads or processes bring about.</summary>
    internal static async Task HoldsAsync(Func<bool> condition, string what)
    {
        var limit = Limit;
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"not within {Most}: {what}");
            await Task.Delay(20);
        }
    }
}
