using Kalshi.Simulation.Scenarios;

namespace Kalshi.Simulation.Replay;

/// <summary>Recordings of either kind.</summary>
static class Recordings
{
    const string CaptureEnding = ".frames.jsonl.gz";

    // The volatility estimate looks back 3,900 seconds; a capture begins with what it would have known.
    static readonly TimeSpan Before = TimeSpan.FromSeconds(4000);

    /// <param name="spot">Trades of the underlying to play with a capture; null plays it without.</param>
    internal static IReadOnlyList<ReplayedEvent> Read(string path, string? spot)
    {
        if (!path.EndsWith(CaptureEnding, StringComparison.Ordinal))
            return [.. EventLogFile.Read(path)];
        var market = Capture.Read(path).ToArray();
        if (spot is null || market.Length == 0)
            return market;
        var (from, until) = (market[0].At - Before, market[^1].At);
        var ticks = SpotFile.Read(spot, Scenario.Product).SkipWhile(t => t.At < from).TakeWhile(t => t.At <= until);
        return [.. Timeline.Merge(ticks, market)];
    }
}
