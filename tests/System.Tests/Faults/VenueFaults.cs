using Kalshi.VenueSimulator;
using Xunit.Abstractions;

namespace Kalshi.System.Tests.Faults;

/// <summary>Frames come twice, late or not at all, hours and days end. docs/evidence/faults.md has what came of it.</summary>
public sealed class VenueFaults(ITestOutputHelper output)
{
    static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 5, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [FaultFact]
    public async Task Frames_twice_out_of_order_and_missing()
    {
        // Late enough that the silo trades by then; each on its own, so that what one does is over when the next comes.
        string[] faults =
        [
            "at 60s duplicate orderbook_delta", "at 65s swap orderbook_delta", "at 70s skip orderbook_delta 3", "at 75s error orderbook_delta 25",
            "at 80s duplicate ticker", "at 82s swap ticker", "at 85s skip coinbase 3", "at 90s cut coinbase", "at 95s cut kalshi",
        ];
        await using var system = await RunningSystem.StartAsync(new SimulatorOptions { Faults = faults }, Noon);
        await new Drill("frames: twice, swapped, missing, error 25, connections cut by the venue", "books stale at once, asked for again")
        {
            Strike = s => s.UntilVenueTimeAsync(Noon.AddSeconds(100)),
            Mend = _ => Task.CompletedTask,
            LeavesGap = true,
        }.RunAsync(system, output);
    }

    [FaultFact]
    public async Task Midnight_passes()
    {
        var origin = Midnight.AddMinutes(-3);
        await using var system = await RunningSystem.StartAsync(origin: origin);
        await new Drill("rollover: an hour and a UTC day end while it trades", "none")
        {
            Strike = s => s.UntilVenueTimeAsync(Midnight.AddSeconds(45)),
            Mend = _ => Task.CompletedTask,
            Days = 2,
        }.RunAsync(system, output);

        // Where one hour's markets end and the next ones' first quotes are on their way, nobody says that quotes are unknown.
        Assert.Equal(0, await system.Deployment.CountAsync($"""
            SELECT count(*) FROM event_store.events_raw
            WHERE event_type = 'operator_action' AND payload->>'action' = 'raise' AND payload->>'reason' LIKE 'quote_age%' AND ts_event >= {Midnight.AddSeconds(-30).ToUnixTimeSeconds()}
            """));
    }
}
