using System.Text;
using System.Text.Json;
using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>What was rejected, in the hands of an operator at the console.</summary>
public sealed class DeadLetterTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_operator_finds_a_rejected_message_reads_why_and_replays_it_or_puts_it_aside()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 5 });
        var settings = deployment.Settings(venue);
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        await using var connection = await NatsConnection.ConnectAsync(new() { Url = settings["BUS_URL"] }, TimeProvider.System, new Random(1));
        await using var deadLetters = new DeadLetterWriter(connection);

        // Rubbish on the bus: the consumers throw it out themselves. And an event that a consumer could not handle at its time.
        await using (var publisher = new StreamPublisher(connection))
            await await publisher.SendAsync("market.spot_ticks.DRILL", NatsHeaders.None, Encoding.UTF8.GetBytes("rubbish\u001b[2J"));
        var drill = EventFactory.Create(new SpotTick("DRILL", 1_771_016_400, SpotPrice.Parse("1.00", "price"), null, null, null, null, 7, null), "drill");
        await deadLetters.RejectAsync("market.spot_ticks.DRILL", "delivered 10 times without success", EventJson.Serialize(drill), "drill", CancellationToken.None);
        await silo.UntilAsync("both are dead letters", s => Open(s) == 2, Patience);
        var letters = (await silo.GetAsync("api/dlq?open=true")).EnumerateArray().ToDictionary(l => l.GetProperty("reason").GetString()![..8], l => l.GetProperty("sequence").GetInt64());
        var (rubbish, failed) = (letters["envelope"], letters["delivere"]);

        await OperatorConsole.AssertSaysAsync(silo, ["dlq", "list"], "envelope: not JSON", "delivered 10 times without success", "open");
        await OperatorConsole.AssertSaysAsync(silo, ["dlq", "show", $"{rubbish}"], "market.spot_ticks.DRILL", "rubbish·[2J");
        await OperatorConsole.AssertRefusesAsync(silo, ["dlq", "replay", $"{rubbish}", "--reason", "hope"], "is no event and cannot be published: envelope: not JSON");
        await OperatorConsole.AssertRefusesAsync(silo, ["dlq", "show", "999"], "there is no dead letter 999");
        using (var unauthorised = await silo.PostAsync($"api/dlq/{rubbish}/ack", new { reason = "drill", actor = "eve" }, token: null))
            Assert.Equal(401, (int)unauthorised.StatusCode);
        using (var unexplained = await silo.PostAsync($"api/dlq/{rubbish}/ack", new { reason = " ", actor = "ada" }))
            Assert.Equal(400, (int)unexplained.StatusCode);

        await OperatorConsole.AssertSaysAsync(silo, ["dlq", "ack", $"{rubbish}", "--reason", "a drill", "--as", "ada"], "acknowledged", "ada", "a drill");
        await OperatorConsole.AssertSaysAsync(silo, ["dlq", "replay", $"{failed}", "--reason", "mended", "--as", "bob"], "replayed", "bob");
        await OperatorConsole.AssertRefusesAsync(silo, ["dlq", "ack", $"{failed}", "--reason", "again"], "was replayed by bob");

        await silo.UntilAsync("none is open", s => Open(s) == 0, Patience);
        await OperatorConsole.AssertSaysAsync(silo, ["dlq", "list", "--json"], "\"disposition\": \"acknowledged\"", "\"disposition\": \"replayed\"");
        await silo.UntilAsync("the record is stored", s => s.GetProperty("writer").GetProperty("lag").GetInt64() < 100, Patience);
        await OperatorConsole.UntilSaysAsync(
            silo, ["events", "operator_action", "--last", "5", "--json"], Patience, "dead_letter_ack", "dead_letter_replay", $"{failed}: mended", $"{rubbish}: a drill");
        await OperatorConsole.UntilSaysAsync(silo, ["events", "spot_tick", "--last", "1000", "--json"], Patience, drill.IdempotencyKey);
        Assert.Contains("bus_dead_letters{state=\"handled\"} 2", await silo.ReadAsync("metrics"), StringComparison.Ordinal);
    }

    static long Open(JsonElement status) =>
        status.GetProperty("bus").GetProperty("dead_letters") is { ValueKind: JsonValueKind.Object } counts ? counts.GetProperty("open").GetInt64() : -1;
}
