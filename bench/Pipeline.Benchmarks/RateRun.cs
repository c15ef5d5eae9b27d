using System.Globalization;
using System.Text.Json;
using Kalshi.Bus;
using Kalshi.VenueSimulator;
using Npgsql;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>A flood from the wire through the whole silo: WebSocket, bus, grains, PostgreSQL. Says how many messages a second each
/// stage got done, and whether each message got everywhere.</summary>
/// <remarks>Venue, silo, nats-server and PostgreSQL share this machine. The venue waits when the silo does not read: what is
/// measured is what the silo takes, and nothing may be missing of it. Clocks of all stages run from the first frame sent.</remarks>
static class RateRun
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    internal static async Task<int> RunAsync(int messages, int markets)
    {
        await using var ground = await Ground.StartAsync();
        await using var venue = await Ground.StartVenueAsync(ground.WriteFlood(messages, markets));
        await using var silo = await RunningSilo.StartAsync(ground.Folder, ground.Settings(venue));
        await UntilAsync(() => Task.FromResult(Sent(venue) > 0));
        var started = Ground.Time.GetTimestamp();
        var processor = silo.ProcessorTime;
        var (onBus, inGrains, inRows) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        await UntilAsync(async () =>
        {
            var record = await Record.ReadAsync(ground.JetStream);
            var now = Ground.Time.GetElapsedTime(started);
            if (onBus == default && venue.DataPlayed.IsCompleted && await IsTakenInAsync(silo, venue))
                onBus = now;
            if (onBus != default && inGrains == default && record.Grains >= record.Last)
                inGrains = now;
            if (onBus != default && inRows == default && record.Rows >= record.Last)
                inRows = now;
            return inGrains != default && inRows != default;
        });
        processor = silo.ProcessorTime - processor;
        var sent = Sent(venue);
        Console.WriteLine("| stage | seconds | messages/s |");
        Console.WriteLine("| --- | ---: | ---: |");
        Print("wire to bus, acknowledged", sent, onBus);
        Print("wire to grains", sent, inGrains);
        Print("wire to committed rows", sent, inRows);
        Console.WriteLine(Invariant($"processor time of the silo: {processor.TotalMicroseconds / sent:F1} µs a message of {markets} markets"));
        return await AccountAsync(ground, silo, venue);
    }

    /// <summary>Every message sent is an event of the bus, is in its grain, and is a row.</summary>
    static async Task<int> AccountAsync(Ground ground, RunningSilo silo, SimulatorHost venue)
    {
        var feed = await silo.FeedAsync();
        var bus = await ground.JetStream.SubjectsAsync(StreamTopology.MarketEvents, Subjects.All(Subjects.OrderBooks));
        var state = await silo.GetAsync("api/state-hash?verify=true");
        var grains = state.GetProperty("grains").EnumerateArray().ToArray();
        var follow = grains.Count(g => g.GetProperty("follows").GetBoolean());
        await silo.StopAsync();
        var rows = await RowsAsync(ground.Dsn);
        var sent = Sent(venue);
        Console.WriteLine(Invariant($"""
            sent {sent}: read {Count(feed, "data_frames")} = published {Count(feed, "published")} + duplicates {Count(feed, "duplicates")} + dead letters {Count(feed, "dead_letters")}
            on the bus {bus.Values.Sum()}, rows {rows}, gaps {Count(feed, "gaps")}, grains that hold what the record gives {follow} of {grains.Length}
            """));
        var isWhole = sent == Count(feed, "data_frames") && sent == Count(feed, "published") && sent == bus.Values.Sum() && sent == rows && follow == grains.Length;
        Console.WriteLine(isWhole ? "nothing lost" : "LOST");
        return isWhole ? 0 : 1;
    }

    internal static async Task<bool> IsTakenInAsync(RunningSilo silo, SimulatorHost venue)
    {
        var feed = await silo.FeedAsync();
        return Count(feed, "data_frames") >= Sent(venue) && feed.GetProperty("balanced").GetBoolean();
    }

    internal static long Count(JsonElement feed, string name) => feed.GetProperty(name).GetInt64();

    /// <summary>Book frames that left the venue.</summary>
    internal static long Sent(SimulatorHost venue) =>
        venue.Status.FramesSent.Where(channel => channel.Key == "orderbook_delta").Sum(channel => channel.Value.Values.Sum());

    static async Task<long> RowsAsync(string dsn)
    {
        await using var database = NpgsqlDataSource.Create(dsn);
        await using var command = database.CreateCommand("SELECT count(*) FROM event_store.events_raw WHERE event_type IN ('order_book_delta', 'order_book_snapshot')");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience, Ground.Time);
        while (!await condition())
            await Task.Delay(Poll, Ground.Time, patience.Token);
    }

    static void Print(string stage, long messages, TimeSpan took) =>
        Console.WriteLine(Invariant($"| {stage} | {took.TotalSeconds:F1} | {messages / took.TotalSeconds:N0} |"));

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
