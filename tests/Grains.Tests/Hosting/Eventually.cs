namespace Kalshi.Grains.Tests.Hosting;

static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"not within {Patience}: {what}");
            await Task.Delay(20);
        }
    }
}
