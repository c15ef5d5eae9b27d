using System.Text.Json;
using Kalshi.VenueSimulator;
using Npgsql;

namespace Kalshi.System.Tests;

/// <summary>One deployment under either host: state, reminders and hot state are in the same tables under the same keys.</summary>
public sealed class HostChangeTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [FlavourFact(FlavourFactAttribute.Embedded, FlavourFactAttribute.Orleans)]
    public async Task A_deployment_goes_on_as_an_Orleans_cluster_and_back()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        var settings = OperatorTests.Trading(deployment.Settings(venue));

        var embedded = await RunAsync(deployment, settings, FlavourFactAttribute.Embedded, before: null, halts: true);
        var orleans = await RunAsync(deployment, settings, FlavourFactAttribute.Orleans, before: embedded, halts: false);
        await RunAsync(deployment, settings, FlavourFactAttribute.Embedded, before: orleans, halts: true);
    }

    /// <summary>Runs a flavour until it has traded, changes the gate, and stops it.</summary>
    static async Task<Mark> RunAsync(Deployment deployment, Dictionary<string, string> settings, string flavour, Mark? before, bool halts)
    {
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings, flavour);
        var status = await silo.GetAsync("api/status");
        Assert.Equal(flavour, status.GetProperty("flavour").GetString());
        if (before is not null)
            await AssertGoesOnAsync(deployment, status, before);

        if (!halts)
            await ChangeGateAsync(silo, "release", flavour);
        var fills = Fills(status);
        await silo.UntilAsync("a fill is booked", s => Fills(s) > fills, Patience);
        await silo.UntilAsync("spot ticks are counted", s => Ticks(s) > (before?.Ticks ?? 0), Patience);
        if (halts)
            await ChangeGateAsync(silo, "halt", flavour);
        // A take that passed the gate before may still be on its way to its fill.
        await silo.UntilAsync("no order is open", s => s.GetProperty("positions").GetProperty("pending_orders").GetInt32() == 0, Patience);
        Assert.True(await silo.StopAsync() == 0, silo.Output);
        return await MarkAsync(deployment, status, flavour, halts);
    }

    static async Task AssertGoesOnAsync(Deployment deployment, JsonElement status, Mark before)
    {
        Assert.True(
            before.Halted == status.GetProperty("gate").GetProperty("halted").GetBoolean(),
            $"halted was {before.Halted}; now {status}\n{string.Join('\n', await StatesAsync(deployment))}");
        Assert.True(Ticks(status) >= before.Ticks, $"spot ticks: {Ticks(status)}, before {before.Ticks}");
        Assert.True(Fills(status) >= before.Fills, $"fills: {Fills(status)}, before {before.Fills}");
        var states = await StatesAsync(deployment);
        // No key was written anew beside the one that the other host had written; closed orders are as they were.
        Assert.All(before.ClosedOrders, order => Assert.Equal(order.Value, states[order.Key]));
        Assert.Equal(before.Singles, Singles(states));
        Assert.Equal(before.Reminders, await RemindersAsync(deployment));
    }

    static async Task ChangeGateAsync(SiloUnderTest silo, string change, string flavour)
    {
        using var answer = await silo.PostAsync($"api/{change}", new { reason = $"change of host after {flavour}", actor = "ada" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    static async Task<Mark> MarkAsync(Deployment deployment, JsonElement first, string flavour, bool halted)
    {
        var states = await StatesAsync(deployment);
        var position = JsonSerializer.Deserialize<JsonElement>(states.Single(s => s.Key.StartsWith("positions/", StringComparison.Ordinal)).Value);
        var spot = JsonSerializer.Deserialize<JsonElement>(states.Single(s => s.Key.StartsWith("spot/", StringComparison.Ordinal)).Value);
        var reminders = await RemindersAsync(deployment);
        Assert.Single(reminders);
        var mark = new Mark(
            halted, position.GetProperty("Fills").GetInt64(), spot.GetProperty("State").GetProperty("Ticks").GetInt64(),
            states.Where(s => s.Key.StartsWith("order/", StringComparison.Ordinal)).ToDictionary(), Singles(states), reminders);
        Assert.NotEmpty(mark.ClosedOrders);
        Assert.True(mark.Ticks > Ticks(first), $"{flavour} has stored no hot state: {mark.Ticks} ticks");
        return mark;
    }

    /// <summary>Keys of the grains of which there is one.</summary>
    static string[] Singles(IReadOnlyDictionary<string, string> states) =>
        [.. states.Keys.Where(key => key.Split('/')[0] is "positions" or "spot" or "gate" or "universe" or "opportunity").Order(StringComparer.Ordinal)];

    /// <summary>Stored state by grain type and key.</summary>
    static async Task<IReadOnlyDictionary<string, string>> StatesAsync(Deployment deployment)
    {
        var states = new Dictionary<string, string>();
        await using var database = NpgsqlDataSource.Create(deployment.Dsn);
        await using var command = database.CreateCommand(
            "SELECT graintypestring || '/' || grainidextensionstring, convert_from(payloadbinary, 'UTF8') FROM orleans.orleansstorage WHERE payloadbinary IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            states.Add(reader.GetString(0), reader.GetString(1));
        return states;
    }

    static async Task<string[]> RemindersAsync(Deployment deployment)
    {
        var reminders = new List<string>();
        await using var database = NpgsqlDataSource.Create(deployment.Dsn);
        await using var command = database.CreateCommand(
            "SELECT serviceid || ' ' || grainid || ' ' || remindername || ' ' || period || ' ' || grainhash || ' ' || version FROM orleans.orleansreminderstable ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            reminders.Add(reader.GetString(0));
        return [.. reminders];
    }

    static long Fills(JsonElement status) => status.GetProperty("positions").GetProperty("fills").GetInt64();

    static long Ticks(JsonElement status) => status.GetProperty("spot").GetProperty("ticks").GetInt64();

    /// <summary>What one host leaves for the next.</summary>
    /// <param name="ClosedOrders">The stored state of every order; none is open when a host stops.</param>
    /// <param name="Reminders">Every reminder with its hash and version.</param>
    sealed record Mark(
        bool Halted, long Fills, long Ticks, IReadOnlyDictionary<string, string> ClosedOrders, string[] Singles, string[] Reminders);
}
