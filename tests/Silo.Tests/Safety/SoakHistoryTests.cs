using Kalshi.Silo.Safety.Gates;
using Kalshi.Storage;

namespace Kalshi.Silo.Tests.Safety;

public sealed class SoakHistoryTests
{
    // On a whole minute.
    const long StartTs = 1_800_000_000;
    const long Minute = 60;

    static readonly RecordedAction Start = Action(0, "start", "shadow build 1");

    [Fact]
    public void A_run_without_a_breach_lasts_as_long_as_it_lasted() => AssertRun(100, [Start], _ => true);

    [Fact]
    public void A_minute_without_an_edge_snapshot_breaks_a_run() => AssertRun(60, [Start], minute => minute != 60);

    [Fact]
    public void What_stopped_entries_breaks_a_run() => AssertRun(60, [Start, Action(60, "raise", "spot_age: 12 s > 10 s")], _ => true);

    [Fact]
    public void Another_mode_breaks_a_run() => AssertRun(60, [Start, Action(60, "start", "paper build 1")], _ => true);

    [Fact]
    public void Nothing_counts_that_no_start_explains() => AssertRun(0, [], _ => true);

    [Fact]
    public void A_restart_takes_a_few_minutes_and_breaks_nothing() =>
        AssertRun(97, [Start, Action(60, "start", "shadow build 1")], minute => minute is < 58 or > 60);

    [Fact]
    public void A_planned_pause_breaks_nothing_and_does_not_count() => AssertRun(
        80, [Start, Action(40, "pause", "maintenance"), Action(60, "release", "over")], minute => minute is < 40 or >= 60);

    [Fact]
    public void What_broke_the_last_run_is_told() => Assert.Equal(
        "2027-01-15 09:00:00Z: spot_age: 12 s > 10 s",
        new SoakHistory([Start, Action(60, "raise", "spot_age: 12 s > 10 s")], Minutes(_ => true)).Longest("shadow", StartTs, StartTs + 100 * Minute).Broken);

    static void AssertRun(int minutes, RecordedAction[] actions, Func<long, bool> hasSnapshot)
    {
        var soak = new SoakHistory(actions, Minutes(hasSnapshot)).Longest("shadow", StartTs, StartTs + 100 * Minute);

        Assert.Equal(TimeSpan.FromMinutes(minutes), soak.Length);
    }

    static HashSet<long> Minutes(Func<long, bool> hasSnapshot) =>
        [.. Enumerable.Range(0, 100).Where(m => hasSnapshot(m)).Select(m => StartTs / Minute + m)];

    static RecordedAction Action(long minute, string action, string reason) => new(StartTs + minute * Minute, "global", action, "test", reason);
}
