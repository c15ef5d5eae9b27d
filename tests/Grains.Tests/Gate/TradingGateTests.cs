using Kalshi.Grains.Events;
using Kalshi.Grains.Tests.Hosting;

namespace Kalshi.Grains.Tests.Gate;

public sealed class TradingGateTests
{
    const long StartTs = 1_800_000_000;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    [Fact]
    public async Task Trading_is_allowed_until_somebody_halts_it()
    {
        await using var grains = await StartAsync();

        Assert.False((await grains.Gate.ViewAsync()).Halted);
    }

    [Fact]
    public async Task A_halt_says_who_when_and_why_and_is_an_event()
    {
        await using var grains = await StartAsync();

        var view = await grains.Gate.HaltAsync("ada", "spread looks wrong");

        Assert.Equal((GateMode.Halted, "ada", "spread looks wrong", 1), (view.Mode, view.Actor, view.Reason, view.Changes));
        Assert.Equal(StartTs, view.SinceTs);
        var action = Assert.Single(_record.Of<OperatorAction>());
        Assert.Equal(
            new OperatorAction(action.ActionId, "global", StartTs, "halt", "ada", "spread looks wrong"), action);
    }

    [Fact]
    public async Task Halt_and_release_survive_a_restart()
    {
        await using (var grains = await StartAsync())
            await grains.Gate.HaltAsync("ada", "drill");
        await using (var grains = await StartAsync())
        {
            Assert.True((await grains.Gate.ViewAsync()).Halted);
            await grains.Gate.ReleaseAsync("bob", "drill over");
        }
        await using (var grains = await StartAsync())
        {
            var view = await grains.Gate.ViewAsync();
            Assert.Equal((GateMode.Active, "bob", "drill over", 2), (view.Mode, view.Actor, view.Reason, view.Changes));
        }
    }

    [Fact]
    public async Task A_halt_that_cannot_be_recorded_still_halts_and_says_so()
    {
        await using var grains = await StartAsync();
        _record.Outage = new IOException("no bus");

        await Assert.ThrowsAsync<EventNotRecordedException>(() => grains.Gate.HaltAsync("ada", "panic"));

        Assert.True((await grains.Gate.ViewAsync()).Halted);
    }

    [Fact]
    public async Task A_release_that_cannot_be_recorded_does_not_release()
    {
        await using var grains = await StartAsync();
        await grains.Gate.HaltAsync("ada", "panic");
        _record.Outage = new IOException("no bus");

        await Assert.ThrowsAsync<EventNotRecordedException>(() => grains.Gate.ReleaseAsync("bob", "fine again"));

        Assert.True((await grains.Gate.ViewAsync()).Halted);
    }

    [Theory]
    [InlineData("", "why")]
    [InlineData("who", " ")]
    public async Task Nobody_changes_the_gate_without_a_name_and_a_reason(string actor, string reason)
    {
        await using var grains = await StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.HaltAsync(actor, reason));

        Assert.False((await grains.Gate.ViewAsync()).Halted);
    }

    Task<GrainsUnderTest> StartAsync() => GrainsUnderTest.StartAsync(_store, _record, _time);
}
