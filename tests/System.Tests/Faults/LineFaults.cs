using Xunit.Abstractions;

namespace Kalshi.System.Tests.Faults;

/// <summary>Lines are cut, fall silent or grow slow while the system trades. docs/evidence/faults.md has what came of it.</summary>
public sealed class LineFaults(ITestOutputHelper output)
{
    const string Bus = "reducing: `bus_publish`, `spot_age` or `health_unobserved`, whichever is first";
    const string Database = "no order is opened; reducing, `persistence_lag`, once borne for 60 s";
    const string Venue = "reducing, `spot_age`; decisions say `spot_stale`, `quote_stale`";

    static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    // As the writer's connection asks of the server: tcp_user_timeout of 10 s, keep-alive after 5 s.
    static readonly TimeSpan PostgresNotices = TimeSpan.FromSeconds(11);

    [FaultFact]
    public Task Line_to_the_bus_cut() =>
        RunAsync("line to NATS: cut for 20 s", Bus, [s => s.Bus], new CutLine(), s => s.UntilReducingAsync(RunningSystem.BusIsAway));

    [FaultFact]
    public Task Line_to_the_bus_half_open() =>
        RunAsync("line to NATS: half-open for 15 s", Bus, [s => s.Bus], new HalfOpenLine(), s => s.UntilReducingAsync(RunningSystem.BusIsAway), TimeSpan.FromSeconds(15));

    [FaultFact]
    public Task Line_to_the_bus_cut_for_longer_than_events_wait() => RunAsync(
        "line to NATS: cut for 60 s", Bus, [s => s.Bus], new CutLine(), s => s.UntilReducingAsync(RunningSystem.BusIsAway), TimeSpan.FromSeconds(60),
        mayMiss: true, leavesGap: true);

    [FaultFact]
    public Task Line_to_the_bus_slow() =>
        RunAsync(
            "line to NATS: 200 ms a piece, 20 kB/s, for 60 s", "events come late; reducing, `bus_publish`, `state_builder_lag`, `snapshot_age`, when it does not keep up", [s => s.Bus],
            new SlowLine(TimeSpan.FromMilliseconds(200), 20_000), enter: null, TimeSpan.FromSeconds(60), mayMiss: true);

    [FaultFact]
    public Task Line_to_the_database_cut() =>
        RunAsync("line to PostgreSQL: cut", Database, [s => s.Database], new CutLine(), s => s.UntilReducingAsync("persistence_lag"));

    [FaultFact]
    public Task Line_to_the_database_half_open() =>
        RunAsync("line to PostgreSQL: half-open", Database, [s => s.Database], new HalfOpenLine(PostgresNotices), s => s.UntilReducingAsync("persistence_lag"));

    [FaultFact]
    public Task Line_to_the_database_slow() =>
        RunAsync(
            "line to PostgreSQL: 200 ms a piece, 20 kB/s, for 60 s", "orders and rows come late", [s => s.Database],
            new SlowLine(TimeSpan.FromMilliseconds(200), 20_000), enter: null, TimeSpan.FromSeconds(60));

    [FaultFact]
    public Task Lines_to_the_venues_cut() => RunAsync(
        "lines to the venues: cut for 20 s", Venue, [s => s.Stream, s => s.Rest, s => s.Spot], new CutLine(), s => s.UntilReducingAsync("spot_age"), leavesGap: true);

    [FaultFact]
    public Task Lines_to_the_venues_half_open() => RunAsync(
        "lines to the venues: half-open for 20 s", Venue, [s => s.Stream, s => s.Rest, s => s.Spot], new HalfOpenLine(), s => s.UntilReducingAsync("spot_age"),
        leavesGap: true);

    [FaultFact]
    public Task Lines_to_the_venues_slow() => RunAsync(
        "lines to the venues: 200 ms a piece, 1 kB/s, for 60 s", "reducing, `spot_age`, `quote_age`, `quote_coverage` or `rest_budget`",
        [s => s.Stream, s => s.Rest, s => s.Spot], new SlowLine(TimeSpan.FromMilliseconds(200), 1_000),
        s => s.UntilReducingAsync("spot_age", "quote_age", "quote_coverage", "rest_budget"), TimeSpan.FromSeconds(60));

    async Task RunAsync(
        string fault, string mode, Func<RunningSystem, FaultLine>[] lines, LineFault what, Func<RunningSystem, Task>? enter, TimeSpan? length = null,
        bool mayMiss = false, bool leavesGap = false)
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill(fault, mode)
        {
            Strike = s => Each(s, lines, line => line.Strike(what)),
            Enter = enter,
            Length = length ?? Length,
            Mend = s => Each(s, lines, line => line.Mend()),
            MayMiss = mayMiss,
            LeavesGap = leavesGap,
        }.RunAsync(system, output);
    }

    static Task Each(RunningSystem system, Func<RunningSystem, FaultLine>[] lines, Action<FaultLine> act)
    {
        foreach (var line in lines)
            act(line(system));
        return Task.CompletedTask;
    }
}
