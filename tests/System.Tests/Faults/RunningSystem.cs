using System.Globalization;
using System.Text.Json;
using Kalshi.System.Tests.Drills;
using Kalshi.Venues;
using Kalshi.VenueSimulator;
using Npgsql;

namespace Kalshi.System.Tests.Faults;

/// <summary>The silo's own process, trading at the simulator with the product's own limits of health, on real servers, with a line
/// of its own to each of them that a drill can break.</summary>
sealed class RunningSystem : IAsyncDisposable
{
    const long StartingBalance = 100_000;

    /// <summary>Of every wait: drills assert that things happen, and measure when.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    /// <summary>Why the gate closes when the bus does not answer: what is measured first depends on where the silo waits for it.</summary>
    internal static readonly string[] BusIsAway = ["bus_publish", "spot_age", "health_unobserved"];

    readonly VenueLine _orderLine;
    readonly KalshiOrders _orders;
    readonly Dictionary<string, string> _settings;

    RunningSystem(Deployment deployment, SimulatorHost venue, VenueLine orderLine)
    {
        Deployment = deployment;
        Venue = venue;
        _orderLine = orderLine;
        _orders = KilledSiloDrills.Orders(deployment, venue);
        Bus = FaultLine.To(deployment.Nats.Port);
        Database = FaultLine.To(deployment.Postgres.Port);
        Stream = FaultLine.To(venue.Address.Port);
        Spot = FaultLine.To(venue.Address.Port);
        Rest = FaultLine.To(orderLine.Rest.Port);
        _settings = Settings();
    }

    internal Deployment Deployment { get; }

    internal SimulatorHost Venue { get; }

    /// <summary>Lines from the silo to NATS, to PostgreSQL, to Kalshi's stream and REST, and to Coinbase's stream.</summary>
    internal FaultLine Bus { get; }

    internal FaultLine Database { get; }

    internal FaultLine Stream { get; }

    internal FaultLine Rest { get; }

    internal FaultLine Spot { get; }

    internal SiloUnderTest Silo { get; private set; } = null!;

    /// <summary>Orders that have left for the venue.</summary>
    internal int Placed => _orderLine.Placed;

    /// <summary>Everything is up, entries are allowed, and the first order has left, when this returns.</summary>
    /// <param name="change">Settings of this drill.</param>
    internal static async Task<RunningSystem> StartAsync(
        SimulatorOptions? options = null, DateTimeOffset? origin = null, Action<Dictionary<string, string>>? change = null, Deployment? deployment = null)
    {
        deployment ??= await Deployment.StartAsync(origin);
        var venue = await deployment.StartVenueAsync(
            (options ?? new()) with { Seed = 7, StartingBalance = StartingBalance, TimestampTolerance = TimeSpan.FromMinutes(1) });
        var system = new RunningSystem(deployment, venue, await VenueLine.StartAsync(venue.Address));
        change?.Invoke(system._settings);
        try
        {
            await system.StartSiloAsync();
            await system.UntilTradingAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the silo, as its supervisor does after its end.</summary>
    internal async Task StartSiloAsync() => Silo = await SiloUnderTest.StartAsync(Deployment.Folder, _settings);

    /// <summary>Kills the silo and starts it with a clock that differs from the venue's.</summary>
    /// <param name="ahead">By which the silo's clock is ahead.</param>
    internal async Task RestartWithClockAsync(TimeSpan ahead)
    {
        await KillSiloAsync();
        var origin = long.Parse(Deployment.Settings(Venue)["CLOCK_ORIGIN"], CultureInfo.InvariantCulture);
        _settings["CLOCK_ORIGIN"] = (origin + (long)ahead.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await StartSiloAsync();
    }

    /// <summary>Waits for a moment of the venue's clock.</summary>
    internal async Task UntilVenueTimeAsync(DateTimeOffset moment)
    {
        while (moment - Deployment.Clock.GetUtcNow() is { } rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, TimeProvider.System);
    }

    internal async Task KillSiloAsync()
    {
        await Silo.KillAsync();
        await Silo.DisposeAsync();
    }

    /// <summary>The gate is open and one more order has left for the venue.</summary>
    internal async Task<TimeSpan> UntilTradingAsync()
    {
        var placed = Placed;
        return await UntilAsync("the gate is open and orders leave", s => Mode(s) == "active" && Placed > placed);
    }

    /// <summary>The gate has closed for entries, and this is one of its reasons.</summary>
    internal Task<TimeSpan> UntilReducingAsync(params string[] codes) =>
        UntilAsync($"the gate is reducing for {string.Join(" or ", codes)}", s => Mode(s) == "reducing" && Codes(s).Any(codes.Contains));

    /// <returns>How long it took.</returns>
    internal async Task<TimeSpan> UntilAsync(string what, Func<JsonElement, bool> condition)
    {
        var asked = TimeProvider.System.GetTimestamp();
        await Silo.EventuallyAsync(what, condition, Patience);
        return TimeProvider.System.GetElapsedTime(asked);
    }

    /// <summary>Halts by the kill switch's file, waits until the silo and the venue agree to the cent, ends the silo in order, and
    /// compares what the venue sent, what the bus holds and what PostgreSQL holds.</summary>
    internal async Task<Account> SettleAsync()
    {
        await File.WriteAllTextAsync(_settings["KILL_SWITCH_FILE"], "");
        await UntilAsync("the file halts", s => Codes(s).Contains("kill_switch_file"));
        var books = new TwoBooks(_orders, Deployment.Dsn, _orderLine, StartingBalance);
        await books.UntilTheyAgreeAsync(Silo);
        await UntilAsync("the record is stored", s => s.GetProperty("writer").GetProperty("lag").GetInt64() == 0);
        var state = await Silo.GetAsync("api/state-hash?verify=true");
        var letters = await Silo.GetAsync("api/dlq?open=true");
        var status = await Silo.GetAsync("api/status");
        var exitCode = await Silo.StopAsync();
        await using var database = NpgsqlDataSource.Create(Deployment.Dsn);
        return await Account.ReadAsync(database, Deployment.BusUrl) with
        {
            Orders = (await books.OrdersAtVenueAsync()).Count,
            Placements = _orderLine.Placements,
            Unpublished = status.GetProperty("feeds").EnumerateArray().Sum(f => f.GetProperty("unpublished").GetInt64()),
            DeadLetters = [.. letters.EnumerateArray().Select(l => l.GetProperty("reason").GetString()!)],
            Strays = [.. state.GetProperty("grains").EnumerateArray().Where(g => !g.GetProperty("follows").GetBoolean()).Select(g => g.ToString())],
            ExitCode = exitCode,
            Output = Silo.Output,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (Silo is not null)
            await Silo.DisposeAsync();
        foreach (var line in (FaultLine[])[Bus, Database, Stream, Rest, Spot])
            await line.DisposeAsync();
        _orders.Dispose();
        await _orderLine.DisposeAsync();
        await Venue.DisposeAsync();
        await Deployment.DisposeAsync();
    }

    internal static string? Mode(JsonElement status) => status.GetProperty("gate").GetProperty("mode").GetString();

    internal static IEnumerable<string> Codes(JsonElement status) =>
        status.GetProperty("gate").GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()!);

    Dictionary<string, string> Settings()
    {
        var settings = OperatorTests.Trading(Deployment.Settings(Venue));
        // The product's own limits of health, which other tests widen.
        foreach (var name in settings.Keys.Where(name => name.StartsWith("GATE_", StringComparison.Ordinal)).ToArray())
            settings.Remove(name);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            // Five minutes in production.
            ["GATE_RECOVERY_SECONDS"] = "5",
            ["BUS_URL"] = $"nats://127.0.0.1:{Bus.Port}",
            ["PG_DSN"] = new NpgsqlConnectionStringBuilder(Deployment.Dsn) { Port = Database.Port }.ConnectionString,
            ["KALSHI_REST_URL"] = Rest.Through(_orderLine.Rest).ToString(),
            ["KALSHI_WS_URL"] = Stream.Through(Venue.KalshiStream).ToString(),
            ["COINBASE_WS_URL"] = Spot.Through(Venue.CoinbaseAdvancedTrade).ToString(),
            ["PAPER_FILLS"] = "venue",
            ["ORDER_ABSENCE_PROOF_SECONDS"] = "5",
            ["RECONCILE_INTERVAL_SECONDS"] = "1",
            // That many failures halt until an operator comes is another test's business.
            ["RISK_CONSECUTIVE_FAILURES"] = "1000",
            ["RISK_ORDERS_PER_MINUTE"] = "1000",
        })
        {
            settings[name] = value;
        }
        return settings;
    }
}
