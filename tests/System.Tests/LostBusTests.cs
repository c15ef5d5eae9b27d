using System.Text.Json;
using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Bus.Streams;
using Kalshi.VenueSimulator;
using Npgsql;

namespace Kalshi.System.Tests;

/// <summary>The bus has lost its disk and PostgreSQL has not: the drill of docs/runbooks/bus-down.md.</summary>
public sealed class LostBusTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_bus_that_has_lost_everything_ends_the_silo_and_the_next_one_goes_on_with_nothing_lost_or_twice()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 33 });
        var settings = deployment.Settings(venue);
        settings["CHECKPOINT_INTERVAL_SECONDS"] = "1";
        await RunAsync(deployment, settings, inserted: 400);
        var rowsBefore = await deployment.CountAsync("SELECT count(*) FROM event_store.events_raw");

        // It runs while the disk is lost, and ends by itself.
        await using (var doomed = await SiloUnderTest.StartAsync(deployment.Folder, settings))
        {
            await deployment.LoseBusAsync();
            Assert.True(await doomed.EndAsync() == 6, doomed.Output);
            Assert.Contains("The bus has lost its streams", doomed.WholeLog(), StringComparison.Ordinal);
        }
        // What it stored of the lost stream is in its checkpoints as well; count from there.
        var lost = await CheckpointsAsync(deployment);

        await RunAsync(deployment, settings, inserted: 300, async silo =>
        {
            var gate = await silo.GetAsync("api/status");
            Assert.Contains("bus_replaced:MARKET_EVENTS", gate.GetProperty("gate").ToString(), StringComparison.Ordinal);
            using var released = await silo.PostAsync("api/release", new { reason = "the bus is new", actor = "ada" });
            Assert.True(released.IsSuccessStatusCode);
            await silo.UntilAsync("entries are allowed again", s => !s.GetProperty("gate").ToString().Contains("bus_replaced", StringComparison.Ordinal), Patience);
        });

        var now = await CheckpointsAsync(deployment);
        Assert.Contains(now, grain => grain.Value.Generation == 2 && lost.ContainsKey(grain.Key) && grain.Value.Folded > lost[grain.Key].Folded);
        foreach (var (grain, checkpoint) in now)
        {
            var before = lost.GetValueOrDefault(grain)?.Folded ?? 0;
            Assert.True(
                checkpoint.Folded == before + (checkpoint.Generation == 1 ? 0 : await MessagesAsync(deployment, grain, checkpoint.Sequence)),
                $"{grain}: {before} before, now {checkpoint}");
        }
        // Each message of either bus is a row once; the catalogue says some things to the new bus that it had said to the old one.
        Assert.Equal(0, await deployment.CountAsync("SELECT count(*) - count(DISTINCT idempotency_key) FROM event_store.events_raw"));
        Assert.True(await deployment.CountAsync("SELECT count(*) FROM event_store.events_raw") >= rowsBefore + 300);
        Assert.Equal(1, await deployment.CountAsync("""
            SELECT count(*) FROM event_store.events_raw
            WHERE event_type = 'operator_action' AND payload::text LIKE '%MARKET_EVENTS is another stream than before%'
            """));
    }

    /// <summary>A run that ends in order; its own account of frames, events and rows has to balance.</summary>
    static async Task RunAsync(
        Deployment deployment, Dictionary<string, string> settings, long inserted, Func<SiloUnderTest, Task>? meanwhile = null)
    {
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        if (meanwhile is not null)
            await meanwhile(silo);
        await silo.UntilAsync($"{inserted} events are stored", s => s.GetProperty("writer").GetProperty("inserted").GetInt64() >= inserted, Patience);
        Assert.True(await silo.StopAsync() == 0, silo.Output);
    }

    /// <summary>Messages of one grain that the bus holds up to a sequence.</summary>
    static async Task<long> MessagesAsync(Deployment deployment, (string Kind, string Key) grain, long upTo)
    {
        await using var connection = await NatsConnection.ConnectAsync(new() { Url = deployment.BusUrl, Name = "test" }, TimeProvider.System, new Random(1));
        var history = new EventHistory(new JetStreamClient(connection));
        var count = 0;
        await foreach (var _ in history.ReadAsync(StreamPast.SubjectsOf(grain.Kind, grain.Key), 1, upTo))
            count++;
        return count;
    }

    static async Task<Dictionary<(string Kind, string Key), Checkpoint>> CheckpointsAsync(Deployment deployment)
    {
        await using var database = NpgsqlDataSource.Create(deployment.Dsn);
        await using var command = database.CreateCommand("""
            SELECT graintypestring, grainidextensionstring, payloadbinary FROM orleans.orleansstorage WHERE graintypestring IN ('spot', 'market')
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var checkpoints = new Dictionary<(string, string), Checkpoint>();
        while (await rows.ReadAsync())
        {
            var checkpoint = JsonSerializer.Deserialize<JsonElement>(rows.GetFieldValue<byte[]>(2));
            var state = checkpoint.GetProperty("State");
            checkpoints[(rows.GetString(0), rows.GetString(1))] = new(
                (state.TryGetProperty("Ticks", out var ticks) ? ticks : state.GetProperty("Events")).GetInt64(),
                checkpoint.GetProperty("Generation").GetInt64(),
                checkpoint.GetProperty("Sequence").GetInt64());
        }
        return checkpoints;
    }

    /// <param name="Folded">Events that are part of the state.</param>
    sealed record Checkpoint(long Folded, long Generation, long Sequence);
}
