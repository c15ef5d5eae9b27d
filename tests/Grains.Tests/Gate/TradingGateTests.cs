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

        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task A_halt_says_who_when_and_why_and_is_an_event()
    {
        await using var grains = await StartAsync();

        var view = await grains.Gate.HaltAsync("ada", "spread looks wrong");

        Assert.Equal((GateMode.Halted, "ada", "spread looks wrong", 1), (view.Mode, view.Actor, view.Reason, view.Changes));
        Assert.Equal(StartTs, view.SinceTs);
        var reason = Assert.Single(view.Reasons);
        Assert.Equal(("operator", "ada: spread looks wrong", "an operator's release"), (reason.Code, reason.Detail, reason.ClearedBy));
        var action = Assert.Single(_record.Of<OperatorAction>());
        Assert.Equal(new OperatorAction(action.ActionId, "global", StartTs, "halt", "ada", "spread looks wrong"), action);
    }

    [Fact]
    public async Task A_pause_lets_exits_go_and_no_entries()
    {
        await using var grains = await StartAsync();

        await grains.Gate.PauseAsync("ada", "news");

        Assert.Equal("entries_stopped", (await AdmitAsync(grains, reduces: false)).Word);
        Assert.True((await AdmitAsync(grains, reduces: true)).Admitted);
    }

    [Fact]
    public async Task A_halt_lets_nothing_go()
    {
        await using var grains = await StartAsync();

        await grains.Gate.HaltAsync("ada", "news");

        Assert.Equal("trading_halted", (await AdmitAsync(grains, reduces: false)).Word);
        Assert.Equal("trading_halted", (await AdmitAsync(grains, reduces: true)).Word);
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
    public async Task A_halt_that_could_not_be_recorded_is_on_the_record_before_what_follows_it()
    {
        await using var grains = await StartAsync();
        _record.Outage = new IOException("no bus");
        await Assert.ThrowsAsync<EventNotRecordedException>(() => grains.Gate.HaltAsync("ada", "panic"));
        _record.Outage = null;

        await grains.Gate.ReleaseAsync("bob", "fine again");

        Assert.Equal(["halt", "release"], _record.Of<OperatorAction>().Select(a => a.Action));
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

    [Fact]
    public async Task A_change_that_was_recorded_and_not_stored_never_lends_its_id_to_the_next()
    {
        await using (var grains = await StartAsync())
        {
            _store.Outage = new IOException("no database");
            await Assert.ThrowsAnyAsync<Exception>(() => grains.Gate.HaltAsync("ada", "panic"));
            Assert.True((await grains.Gate.ViewAsync()).Halted);
        }
        _store.Outage = null;

        // The next process knows nothing of it and counts from where the last stored change was.
        await using (var grains = await StartAsync())
            await grains.Gate.HaltAsync("bob", "again");

        var actions = _record.Of<OperatorAction>();
        Assert.Equal(["panic", "again"], actions.Select(a => a.Reason));
        Assert.Equal(2, actions.Select(a => a.ActionId).Distinct().Count());
    }

    [Theory]
    [InlineData("", "why")]
    [InlineData("who", " ")]
    public async Task Nobody_changes_the_gate_without_a_name_and_a_reason(string actor, string reason)
    {
        await using var grains = await StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.HaltAsync(actor, reason));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.PauseAsync(actor, reason));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.ReleaseAsync(actor, reason));

        Assert.False((await grains.Gate.ViewAsync()).Halted);
    }

    [Theory]
    [InlineData("global", true)]
    [InlineData("venue:kalshi", true)]
    [InlineData("series:KXBTCD", true)]
    [InlineData("strategy:edge", true)]
    [InlineData("series:KXBTC", false)]
    [InlineData("venue:elsewhere", false)]
    public async Task An_order_passes_the_gates_of_all_its_scopes_and_of_no_other(string scope, bool stops)
    {
        await using var grains = await StartAsync();
        await grains.Factory.GetGrain<ITradingGateGrain>(scope).HaltAsync("ada", "drill");

        var verdict = await AdmitAsync(grains, reduces: false);

        Assert.Equal((!stops, stops ? scope : null), (verdict.Admitted, verdict.Scope));
    }

    [Fact]
    public async Task The_strictest_gate_gives_the_reason()
    {
        await using var grains = await StartAsync();
        await grains.Gate.PauseAsync("ada", "news");
        await grains.Factory.GetGrain<ITradingGateGrain>("series:KXBTCD").HaltAsync("bob", "odd books");

        var verdict = await AdmitAsync(grains, reduces: true);

        Assert.Equal((false, "series:KXBTCD", GateMode.Halted), (verdict.Admitted, verdict.Scope, verdict.Mode));
        Assert.Contains("odd books", verdict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_cannot_be_reached_says_no()
    {
        var grains = await StartAsync();
        var factory = grains.Factory;
        await grains.DisposeAsync();

        var verdict = await TradingGates.AdmitAsync(factory, "kalshi", "KXBTCD", "edge", reducesExposure: true);

        Assert.Equal((false, "gate_unreachable", GateMode.Halted), (verdict.Admitted, verdict.Word, verdict.Mode));
    }

    [Fact]
    public async Task Each_halt_starts_the_cancelling_of_what_rests_even_when_it_cannot_be_recorded()
    {
        var cancelling = new Cancelling();
        await using var grains = await GrainsUnderTest.StartAsync(_store, _record, _time, haltEffect: cancelling);

        await grains.Gate.HaltAsync("ada", "one");
        await grains.Gate.PauseAsync("ada", "two");
        _record.Outage = new IOException("no bus");
        await Assert.ThrowsAsync<EventNotRecordedException>(() => grains.Gate.HaltAsync("ada", "three"));

        Assert.Equal(["global: one", "global: three"], cancelling.Calls);
    }

    static Task<GateVerdict> AdmitAsync(GrainsUnderTest grains, bool reduces) =>
        TradingGates.AdmitAsync(grains.Factory, GateScope.Kalshi, "KXBTCD", GateScope.EdgeStrategy, reduces);

    Task<GrainsUnderTest> StartAsync() => GrainsUnderTest.StartAsync(_store, _record, _time);

    sealed class Cancelling : IHaltEffect
    {
        internal List<string> Calls { get; } = [];

        public Task HaltedAsync(string scope, string reason)
        {
            Calls.Add($"{scope}: {reason}");
            return Task.FromException(new InvalidOperationException("the venue is away"));
        }
    }
}
