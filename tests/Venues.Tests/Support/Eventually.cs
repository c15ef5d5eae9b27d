namespace Kalshi.Venues.Tests;

/// <summary>Waits for a state that no message announces, with a bound.</summary>
static class Eventually
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    internal static async Task HoldsAsync(Func<bool> condition, string what)
    {
        for (var waited = TimeSpan.Zero; !condition(); waited += Step)
        {
            Assert.True(waited < ScriptedVenue.Patience, $"still waiting until {what}");
            await Task.Delay(Step);
        }
    }
}
