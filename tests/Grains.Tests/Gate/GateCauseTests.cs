using Kalshi.Grains.Events;
using Kalshi.Grains.Tests.Hosting;

namespace Kalshi.Grains.Tests.Gate;

/// <summary>What parts of the system raise, and what clears it.</summary>
public sealed class GateCauseTests
{
    const long StartTs = 1_800_000_000;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    public static TheoryData<GateCause, GateMode, bool> Causes => new()
    {
        { GateCauses.FileExists("data/kill_switch"), GateMode.Halted, false },
        { GateCauses.Environment("global"), GateMode.Halted, false },
        { GateCauses.Loss("lost 100.0000 today"), GateMode.Halted, true },
        { GateCauses.Failures("5 in a row"), GateMode.Halted, true },
        { GateCauses.Invariant("cash does not add up"), GateMode.Halted, true },
        { GateCauses.NotReconciled("not compared yet"), GateMode.Reducing, false },
        { GateCauses.Mismatch("one contract more"), GateMode.Reducing, false },
        { GateCauses.Unknown("live:a", "no answer within 5 s"), GateMode.Reducing, false },
        { GateCauses.NotReady("paper_soak"), GateMode.Reducing, false },
        { GateCauses.Replaced("MARKET_EVENTS", "made anew"), GateMode.Reducing, true },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task A_cause_closes_at_once_is_an_event_of_the_system_and_goes_as_it_says(GateCause cause, GateMode mode, bool byOperator)
    {
        await using var grains = await StartAsync();

        await grains.Gate.RaiseAsync(cause);

        var view = await grains.Gate.ViewAsync();
        Assert.Equal(mode, view.Mode);
        Assert.Equal((cause.Code, cause.Detail, StartTs), (view.Reasons[0].Code, view.Reasons[0].Detail, view.Reasons[0].SinceTs));
        var action = Assert.Single(_record.Of<OperatorAction>());
        Assert.Equal(("raise", "system"), (action.Action, action.Actor));

        Assert.Equal(byOperator ? GateMode.Active : mode, (await grains.Gate.ReleaseAsync("ada", "looked at it")).Mode);
        await grains.Gate.ClearAsync(cause.Code, "gone");
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task The_kill_switch_has_the_references_word()
    {
        await using var grains = await StartAsync();
        await grains.Gate.RaiseAsync(GateCauses.FileExists("data/kill_switch"));

        var verdict = await TradingGates.AdmitAsync(grains.Factory, "kalshi", "KXBTC", "edge", reducesExposure: false);

        Assert.Equal("kill_switch_active", verdict.Word);
    }

    [Fact]
    public async Task Each_cause_has_to_go_on_its_own()
    {
        await using var grains = await StartAsync();
        await grains.Gate.RaiseAsync(GateCauses.Unknown("a", "no answer"));
        await grains.Gate.RaiseAsync(GateCauses.Unknown("b", "no answer"));

        await grains.Gate.ClearAsync(GateCauses.UnknownOrder + "a", "it rests");

        Assert.Equal("unknown_order:b", Assert.Single((await grains.Gate.ViewAsync()).Reasons).Code);
    }

    [Fact]
    public async Task The_same_cause_again_is_no_change_and_other_words_keep_its_beginning()
    {
        await using var grains = await StartAsync();
        await grains.Gate.RaiseAsync(GateCauses.Mismatch("one contract more"));
        await grains.Gate.RaiseAsync(GateCauses.Mismatch("one contract more"));
        _time.Skip(60);

        await grains.Gate.RaiseAsync(GateCauses.Mismatch("two contracts more"));

        var reason = Assert.Single((await grains.Gate.ViewAsync()).Reasons);
        Assert.Equal(("two contracts more", StartTs), (reason.Detail, reason.SinceTs));
        Assert.Equal(2, _record.Of<OperatorAction>().Count);
    }

    [Fact]
    public async Task Causes_survive_a_restart()
    {
        await using (var grains = await StartAsync())
            await grains.Gate.RaiseAsync(GateCauses.Loss("lost 100.0000 today"));
        await using (var grains = await StartAsync())
            Assert.True((await grains.Gate.ViewAsync()).Halted);
    }

    [Fact]
    public async Task A_cause_holds_while_nothing_can_be_recorded_and_is_recorded_afterwards()
    {
        await using var grains = await StartAsync();
        _record.Outage = new IOException("no bus");
        await grains.Gate.RaiseAsync(GateCauses.Loss("lost 100.0000 today"));
        Assert.True((await grains.Gate.ViewAsync()).Halted);
        await Assert.ThrowsAsync<EventNotRecordedException>(() => grains.Gate.ClearAsync(GateCauses.DailyLoss, "gone"));
        Assert.True((await grains.Gate.ViewAsync()).Halted);
        _record.Outage = null;

        await grains.Gate.RaiseAsync(GateCauses.Loss("lost 100.0000 today"));

        Assert.Equal("raise", Assert.Single(_record.Of<OperatorAction>()).Action);
    }

    [Fact]
    public async Task What_closes_nothing_or_has_no_name_is_no_cause()
    {
        await using var grains = await StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.RaiseAsync(new("x", GateMode.Active, "d", "c", false)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.RaiseAsync(new("two words", GateMode.Halted, "d", "c", false)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.RaiseAsync(new("x", GateMode.Halted, " ", "c", false)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => grains.Gate.ClearAsync("", "d"));
        Assert.Empty(_record.Of<OperatorAction>());
    }

    Task<GrainsUnderTest> StartAsync() => GrainsUnderTest.StartAsync(_store, _record, _time);
}
