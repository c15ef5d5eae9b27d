using System.Globalization;
using Kalshi.Simulation.Replay;
using Kalshi.Simulation.Silo;
using Kalshi.Simulation.Tests.Determinism;

namespace Kalshi.Simulation.Tests.Replay;

/// <summary>Real captures of the venue, where they are (KALSHI_SHARED, else ../shared), through the real grains. The hashes hold every
/// decision, order and fill and every book at the end: they may change only when the strategy or the book is meant to.</summary>
public sealed class RecordingTests
{
    const string Spot = "coinbase_btcusd_matches_2026-05.csv.gz";

    [RecordingTheory]
    [InlineData("2026-05-13T152200Z.frames.jsonl.gz", "150c2db67422405c")]
    public void A_capture_replays_to_its_pinned_decisions_and_books(string capture, string hash)
    {
        var events = Recordings.Read(Find(capture)!, Find(Spot));

        var report = ReplayRun.Run(events, StrategySettings.Default);

        Assert.True(report.Decisions > 0, "nothing was decided, so the hash would hold nothing");
        Assert.Equal(hash, report.Hash.ToString("x16", CultureInfo.InvariantCulture));
    }

    internal static string? Find(string name)
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("KALSHI_SHARED") ?? Path.Combine(SourceProject.Root, "..", "shared"), "recordings");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).FirstOrDefault() : null;
    }
}

/// <summary>Skipped, and saying so, where there are no captures.</summary>
sealed class RecordingTheoryAttribute : TheoryAttribute
{
    public RecordingTheoryAttribute()
    {
        if (RecordingTests.Find("*.frames.jsonl.gz") is null)
            Skip = "the captures are not there (KALSHI_SHARED or ../shared)";
    }
}
