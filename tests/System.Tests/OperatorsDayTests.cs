using System.Text.Json;
using Kalshi.System.Tests.Drills;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>What an operator tries first: paper mode on the simulator, a halt in the middle, a kill, a start, and money that adds up.</summary>
public sealed class OperatorsDayTests
{
    const long StartingBalance = 1000;

    // The hour's markets close soon; on a machine that is too slow to trade before, those of the next hour ten minutes later.
    const int Rate = 6;
    static readonly DateTimeOffset Origin = new(2026, 11, 21, 14, 50, 0, TimeSpan.Zero);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task From_a_take_to_its_settlement_through_a_halt_and_a_kill_everything_adds_up_to_the_cent()
    {
        await using var deployment = await Deployment.StartAsync(Origin, Rate);
        await using var venue = await deployment.StartVenueAsync(
            new SimulatorOptions { Seed = 7, StartingBalance = StartingBalance, TimestampTolerance = TimeSpan.FromMinutes(10) });
        await using var line = await VenueLine.StartAsync(venue.Address);
        using var orders = KilledSiloDrills.Orders(deployment, venue);
        var books = new TwoBooks(orders, deployment.Dsn, line, StartingBalance);
        var settings = Settings(deployment, venue, line);

        await using (var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            await silo.EventuallyAsync("a take becomes an order, a fill and a position", s => OperatorTests.Orders(s) > 0 && Positions(s, "fills") > 0 && Positions(s, "open") > 0, Patience);
            using var halted = await silo.PostAsync("api/halt", new { actor = "ada", reason = "lunch" });
            Assert.True(halted.IsSuccessStatusCode);
            await silo.EventuallyAsync("takes are withheld", s => OperatorTests.Withheld(s) >= 1, Patience);
            await silo.KillAsync();
        }
        await using (var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            var gate = (await silo.GetAsync("api/status")).GetProperty("gate");
            Assert.Equal(("halted", "ada"), (gate.GetProperty("mode").GetString(), gate.GetProperty("actor").GetString()));
            await books.UntilTheyAgreeAsync(silo);
            var before = Positions(await silo.GetAsync("api/status"), "fills");

            using var released = await silo.PostAsync("api/release", new { actor = "ada", reason = "back" });
            Assert.True(released.IsSuccessStatusCode);
            await silo.EventuallyAsync("it trades again", s => Positions(s, "fills") > before, Patience);
            await silo.EventuallyAsync("a position is settled", s => Positions(s, "settlements") > 0, Patience);

            using var again = await silo.PostAsync("api/halt", new { actor = "ada", reason = "evening" });
            Assert.True(again.IsSuccessStatusCode);
            await books.UntilTheyAgreeAsync(silo);
            await AssertEveryFillHasItsOrderAndItsTakeAsync(deployment);
            Assert.True(await silo.StopAsync() == 0, silo.Output);
        }
    }

    static Dictionary<string, string> Settings(Deployment deployment, SimulatorHost venue, VenueLine line) =>
        OperatorTests.Trading(deployment.Settings(venue)).With(new()
        {
            ["KALSHI_REST_URL"] = line.Rest.ToString(),
            ["PAPER_FILLS"] = "venue",
            // A second of the wall's, and two.
            ["EDGE_INTERVAL_SECONDS"] = $"{Rate}",
            ["CATALOGUE_INTERVAL_SECONDS"] = $"{2 * Rate}",
            ["RECONCILE_INTERVAL_SECONDS"] = $"{2 * Rate}",
        });

    static async Task AssertEveryFillHasItsOrderAndItsTakeAsync(Deployment deployment)
    {
        var fills = await deployment.CountAsync("SELECT count(*) FROM event_store.execution_fill_latest WHERE action = 'open'");
        Assert.NotEqual(0, fills);
        Assert.Equal(fills, await deployment.CountAsync("""
            SELECT count(*)
            FROM event_store.execution_fill_latest f
            WHERE f.action = 'open' AND EXISTS (
                SELECT FROM event_store.execution_order_latest o
                JOIN event_store.events_raw d ON d.event_type = 'opportunity_decision' AND d.idempotency_key = o.opportunity_idempotency_key
                WHERE o.order_id = f.order_id AND d.payload ->> 'would_trade' = 'true')
            """));
    }

    static long Positions(JsonElement status, string name) => status.GetProperty("positions").GetProperty(name).GetInt64();
}
