using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kalshi.VenueSimulator;
using Npgsql;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>The silo trades for a long time on a venue that is many times as busy as the real one, or whose clock runs many times as fast:
/// then a rollover comes every few minutes. Says how the service levels of seed 000, section 6.1, were kept, and whether anything grows.</summary>
/// <remarks>Ages are seconds of the venue's clock, as the levels are: ten times faster, they are ten times harder to keep. Memory and
/// handles are the silo's process, looked at once a second; their slope is that of a straight line through the second half.</remarks>
static class SoakRun
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    internal static async Task<int> RunAsync(int minutes, int speed, int activity)
    {
        await using var ground = await Ground.StartAsync();
        var anchor = DateTimeOffset.FromUnixTimeSeconds(Ground.Time.GetUtcNow().ToUnixTimeSeconds());
        await using var venue = await SimulatorHost.StartAsync(
            new SimulatorOptions
            {
                Seed = 1,
                Activity = activity,
                Clock = new RatedTimeProvider(anchor, anchor, speed, Ground.Time),
                TimestampTolerance = TimeSpan.FromMinutes(1),
            },
            CancellationToken.None);
        // A cold venue takes many of its own seconds for its first answer.
        using (var http = new HttpClient())
            await http.GetStringAsync($"{venue.KalshiRest}/exchange/status");
        var at = anchor.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await using var silo = await RunningSilo.StartAsync(ground.Folder, new Dictionary<string, string>(ground.Settings(venue))
        {
            ["CLOCK_ORIGIN"] = at,
            ["CLOCK_ANCHOR"] = at,
            ["CLOCK_RATE"] = speed.ToString(CultureInfo.InvariantCulture),
            // A fair market offers little: with the usual bars there would be few orders to wear anything out.
            ["EV_MIN"] = "0.001",
            ["COST_BUFFER"] = "0",
            ["MAX_OPEN_POSITIONS"] = "200",
            // A clock at its own pace would spend the usual hour without a decision.
            ["SIGMA_MIN_LOOKBACK_SECONDS"] = "300",
        });
        // The first edges need a history of spot prices.
        while (!(await silo.GetAsync("api/status")).GetProperty("edges").GetProperty("age_seconds").TryGetDouble(out _))
            await Task.Delay(Look, Ground.Time);

        var samples = await WatchAsync(silo, TimeSpan.FromMinutes(minutes));
        var end = await silo.GetAsync("api/status");
        var processor = silo.ProcessorTime;
        var code = await silo.StopAsync();
        Print($"{minutes} minutes at {speed} times the clock, {activity} times as busy: {minutes * speed / 60.0:F1} venue hours, silo ended with {code}");
        Print($"""
            {Count(end, "bus", "published")} events, {Count(end, "bus", "published") / (minutes * 60.0):F0} a second (recorded: 80), {Count(end, "decisions", "decided")} decisions,
            {Count(end, "decisions", "takes")} takes ({Count(end, "decisions", "takes_withheld")} withheld), {Count(end, "positions", "fills")} fills, {Count(end, "positions", "settlements")} settlements, {Count(end, "writer", "dead_lettered")} dead letters, {processor.TotalSeconds / (minutes * 60.0):P0} of one core
            """);
        await PrintLevelsAsync(ground, samples);
        PrintGrowth(samples);
        return code;
    }

    static async Task<SoakSamples> WatchAsync(RunningSilo silo, TimeSpan time)
    {
        var samples = new SoakSamples();
        var start = Ground.Time.GetTimestamp();
        using var timer = new PeriodicTimer(Look, Ground.Time);
        while (Ground.Time.GetElapsedTime(start) is var at && at < time && await timer.WaitForNextTickAsync())
        {
            var status = await silo.GetAsync("api/status");
            samples.Add("spot", at, Number(status.GetProperty("spot"), "age_seconds"));
            samples.Add("oldest", at, Number(status.GetProperty("markets"), "oldest_quote_age_seconds"));
            foreach (var market in (await silo.GetAsync("api/markets")).EnumerateArray().Where(IsTradable))
                samples.Add("quote", at, Number(market, "quote_age_seconds"));
            samples.Add("unwritten", at, Count(status, "writer", "lag"));
            var metrics = await silo.TextAsync("metrics");
            samples.Add("lag", at, Gauge(metrics, "kalshi_state_builder_consumer_lag_seconds"));
            samples.Add("unstored", at, Gauge(metrics, "kalshi_persistence_consumer_lag_seconds"));
            var (memory, threads, handles) = silo.Use();
            samples.Add("memory", at, memory / 1e6);
            samples.Add("threads", at, threads);
            samples.Add("handles", at, handles);
        }
        return samples;
    }

    static async Task PrintLevelsAsync(Ground ground, SoakSamples samples)
    {
        await using var database = NpgsqlDataSource.Create(ground.Dsn);
        Console.WriteLine("\n| service level | p50 | p99 | worst | bar of p99 | |\n| --- | ---: | ---: | ---: | ---: | --- |");
        Level("spot freshness, s", samples.Of("spot"), 3);
        Level("quote freshness over all tradable markets, s", samples.Of("quote"), 5);
        Level("of these the oldest, s", samples.Of("oldest"), 30);
        Level("edge snapshot gap, s", await ColumnAsync(database, """
            SELECT (ts - lag(ts) OVER (ORDER BY ts))::float8 FROM (
                SELECT DISTINCT ts_event AS ts FROM event_store.events_raw WHERE event_type = 'edge_snapshot') AS ticks
            """), 15);
        Level("snapshot on the bus to its decision on the bus, s of the wall", await ColumnAsync(database, """
            SELECT extract(epoch FROM max(d.published_at) - min(s.published_at))::float8
            FROM event_store.events_raw s JOIN event_store.events_raw d ON d.event_type = 'opportunity_decision' AND d.ts_event = s.ts_event
            WHERE s.event_type = 'edge_snapshot' GROUP BY s.ts_event
            """), 2);
        Level("age of the oldest event that the grains have not had, s", samples.Of("lag"), 10);
        Level("age of the oldest event that PostgreSQL has not, s", samples.Of("unstored"), 10);
        Level("on the bus to the transaction that stores it, s of the wall", await ColumnAsync(
            database, "SELECT extract(epoch FROM stored_at - published_at)::float8 FROM event_store.events_raw"), 2);
    }

    static void Level(string name, double[] values, double bar)
    {
        var p99 = SoakSamples.Quantile(values, 0.99);
        Print($"| {name} | {SoakSamples.Quantile(values, 0.5):F3} | {p99:F3} | {SoakSamples.Quantile(values, 1):F3} | {bar} | {(p99 < bar ? "kept" : "**missed**")} |");
    }

    static void PrintGrowth(SoakSamples samples)
    {
        Console.WriteLine("\n| of the silo | at the half | at the end | most | slope of the second half, per hour |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var (name, key) in (ReadOnlySpan<(string, string)>)[
            ("resident memory, MB", "memory"), ("threads", "threads"), ("open handles", "handles"), ("events not in PostgreSQL", "unwritten")])
        {
            var values = samples.Of(key);
            Print($"| {name} | {values[values.Length / 2]:F0} | {values[^1]:F0} | {values.Max():F0} | {samples.SlopePerHour(key):F1} |");
        }
    }

    static async Task<double[]> ColumnAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 600;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<double>();
        while (await reader.ReadAsync())
        {
            if (!await reader.IsDBNullAsync(0))
                values.Add(reader.GetDouble(0));
        }
        return [.. values];
    }

    static bool IsTradable(JsonElement market) =>
        market.GetProperty("status").GetString() == "active" && market.GetProperty("quote") is { ValueKind: JsonValueKind.Object } quote
        && quote.GetProperty("yes_bid").ValueKind != JsonValueKind.Null && quote.GetProperty("yes_ask").ValueKind != JsonValueKind.Null;

    static long Count(JsonElement status, string part, string name) => status.GetProperty(part).GetProperty(name).GetInt64();

    static double? Number(JsonElement part, string name) => part.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    static double? Gauge(string metrics, string name) =>
        Sample(name).Match(metrics) is { Success: true } found ? double.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    static Regex Sample(string name) => new($@"^{name}(?:\{{[^}}]*\}})? (\S+)", RegexOptions.Multiline);

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
