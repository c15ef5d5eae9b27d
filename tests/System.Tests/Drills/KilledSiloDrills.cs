using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Kalshi.Venues;
using Kalshi.VenueSimulator;
using Xunit.Abstractions;

namespace Kalshi.System.Tests.Drills;

/// <summary>The silo's own process is killed while it trades at a venue, at each step of an order's path, with a venue that fails and
/// answers that get lost. CRASH_DRILLS says how often each; docs/evidence/crash-drills.md tells what was run.</summary>
public sealed class KilledSiloDrills(ITestOutputHelper output)
{
    const long StartingBalance = 100_000;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // In the last minutes of an hour no price may be entered any more: the next hour's market has to open first.
    static readonly TimeSpan NextHourPatience = TimeSpan.FromMinutes(20);
    static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("CRASH_DRILLS") ?? "2", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Wherever_the_silo_is_killed_the_next_one_agrees_with_the_venue_to_the_cent()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(
            new SimulatorOptions { Seed = 7, StartingBalance = StartingBalance, Faults = Faults(), TimestampTolerance = TimeSpan.FromMinutes(1) });
        await using var line = await VenueLine.StartAsync(venue.Address);
        using var orders = Orders(deployment, venue);
        var books = new TwoBooks(orders, deployment.Dsn, line, StartingBalance);
        var settings = Settings(deployment, venue, line);
        StorageHold? hold = null;
        var killedAt = Enum.GetValues<OrderPathPoint>().ToDictionary(point => point, _ => 0);
        try
        {
            for (var i = 0; i < Times * killedAt.Count; i++)
            {
                var point = (OrderPathPoint)(i % killedAt.Count);
                await using var silo = await StartHaltedAsync(deployment, settings);
                hold ??= await StorageHold.InstallAsync(deployment.Dsn);
                await books.UntilTheyAgreeAsync(silo);
                await FlattenAsync(silo);
                await TradeAsync(silo, settings, line);
                await KillAtAsync(silo, point, line, hold);
                killedAt[point]++;
            }
        }
        finally
        {
            if (hold is not null)
                await hold.DisposeAsync();
        }

        await using var survivor = await StartHaltedAsync(deployment, settings);
        await books.UntilTheyAgreeAsync(survivor);
        await TradeAsync(survivor, settings, line);
        var (late, lastOrder) = await HaltAsync(survivor, line);
        await books.UntilTheyAgreeAsync(survivor);
        Assert.All(killedAt.Values, times => Assert.Equal(Times, times));
        // One may have left the silo before the halt and come to the line after the halt's answer.
        Assert.InRange(late, 0, 1);
        await TellAsync(killedAt, books, line, late, lastOrder);
        // What the killed ones had taken from the bus and not acknowledged comes again after its wait.
        await survivor.EventuallyAsync("the record is stored", s => s.GetProperty("writer").GetProperty("lag").GetInt64() == 0, Patience);
        Assert.True(await survivor.StopAsync() == 0, survivor.Output);
    }

    /// <summary>Once every half minute the venue answers 503 to everything for a second, and once takes orders and never answers.</summary>
    static string[] Faults() =>
        [.. Enumerable.Range(0, 20 * Times).SelectMany(i => (string[])[$"at {20 + (30 * i)}s for 1s rest 503", $"at {35 + (30 * i)}s for 1s order-timeout"])];

    static Dictionary<string, string> Settings(Deployment deployment, SimulatorHost venue, VenueLine line) =>
        OperatorTests.Trading(deployment.Settings(venue)).With(new()
        {
            ["KALSHI_REST_URL"] = line.Rest.ToString(),
            ["PAPER_FILLS"] = "venue",
            // A request cannot be under way on the loopback for so long: what is not listed then never arrived.
            ["ORDER_ABSENCE_PROOF_SECONDS"] = "5",
            ["RECONCILE_INTERVAL_SECONDS"] = "1",
            // Drills lose answers all the time: that trading would halt for it is another test's business.
            ["RISK_CONSECUTIVE_FAILURES"] = "1000",
            ["RISK_ORDERS_PER_MINUTE"] = "1000",
        });

    internal static KalshiOrders Orders(Deployment deployment, SimulatorHost venue) => new(
        KalshiEndpoints.Parse(venue.KalshiRest.ToString(), venue.KalshiStream.ToString()),
        KalshiCredentials.FromPem(Deployment.KeyId, deployment.PrivateKeyPem),
        KalshiRest.CreateHttpClient(), new(), new WriteBudgetOptions(), deployment.Clock, new Random(1));

    static async Task<SiloUnderTest> StartHaltedAsync(Deployment deployment, Dictionary<string, string> settings)
    {
        await File.WriteAllTextAsync(settings["KILL_SWITCH_FILE"], "");
        var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        await silo.EventuallyAsync("the file halts", s => Codes(s).Contains("kill_switch_file"), Patience);
        return silo;
    }

    // By hand and while halted: room for the next orders, and exits on the same path.
    static Task FlattenAsync(SiloUnderTest silo) => Eventually.SeenAsync(
        "flattened", async () =>
        {
            using var answer = await silo.PostAsync("api/flatten", new { actor = "ada", reason = "drill" });
            return (answer.IsSuccessStatusCode, Said: await answer.Content.ReadAsStringAsync());
        }, answer => answer.IsSuccessStatusCode, Patience, silo.Log);

    static async Task TradeAsync(SiloUnderTest silo, Dictionary<string, string> settings, VenueLine line)
    {
        var placed = line.Placed;
        line.LosesAnswers = true;
        File.Delete(settings["KILL_SWITCH_FILE"]);
        await silo.EventuallyAsync("orders leave for the venue", _ => line.Placed > placed, NextHourPatience);
    }

    static async Task KillAtAsync(SiloUnderTest silo, OrderPathPoint point, VenueLine line, StorageHold hold)
    {
        line.Arm(point);
        await hold.ArmAsync(point);
        await Eventually.SeenAsync(
            $"an order comes to {point}", async () => line.Held.IsCompleted || await hold.IsHoldingAsync(), isThere => isThere,
            NextHourPatience, silo.Log);
        await silo.KillAsync();
        await hold.ReleaseAsync();
        line.Arm(null);
    }

    /// <summary>Halts while the silo trades.</summary>
    /// <returns>Orders that left after the halt had answered, and the time from asking for it to the last order.</returns>
    static async Task<(int Late, TimeSpan LastOrder)> HaltAsync(SiloUnderTest silo, VenueLine line)
    {
        var asked = TimeProvider.System.GetTimestamp();
        using var halted = await silo.PostAsync("api/halt", new { actor = "ada", reason = "drill" });
        var placed = line.Placed;
        Assert.True(halted.IsSuccessStatusCode);
        Assert.Equal("halted", (await halted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("mode").GetString());
        await silo.EventuallyAsync("takes are withheld", s => OperatorTests.Withheld(s) >= 2, Patience);
        var last = TimeProvider.System.GetElapsedTime(asked, line.LastPlacedAt);
        return (line.Placed - placed, last > TimeSpan.Zero ? last : TimeSpan.Zero);
    }

    async Task TellAsync(Dictionary<OrderPathPoint, int> killedAt, TwoBooks books, VenueLine line, int late, TimeSpan lastOrder)
    {
        var atVenue = (await books.OrdersAtVenueAsync()).Count;
        string[] rows =
        [
            .. killedAt.Select(at => $"| {at.Key} | {at.Value} | yes |"),
            "",
            string.Create(CultureInfo.InvariantCulture, $"""
                {line.Placements.Count} orders left the silo, each once; {atVenue} of them are at the venue, each once;
                {line.Lost} answers of the line were lost on purpose. Orders that left after a halt had answered: {late}; the last one left
                {lastOrder.TotalMilliseconds:0} ms after the halt was asked for.
                """),
        ];
        foreach (var row in rows)
            output.WriteLine(row);
        if (Environment.GetEnvironmentVariable("CRASH_DRILLS_TABLE") is { Length: > 0 } file)
            await File.WriteAllLinesAsync(file, rows);
    }

    static IEnumerable<string?> Codes(JsonElement status) =>
        status.GetProperty("gate").GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString());
}
