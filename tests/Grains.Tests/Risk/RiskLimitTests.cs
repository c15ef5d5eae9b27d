using Kalshi.Grains.Events;
using Kalshi.Grains.Risk;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Grains.Tests.Risk;

public sealed class RiskLimitTests
{
    const long StartTs = 1_800_000_000;
    const long DaySeconds = 86_400;

    static readonly MarketTicker Market = MarketTicker.Parse("KXBTCD-26NOV2117-T95249.99", "test");

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    [Fact]
    public async Task Orders_that_run_together_never_pass_a_limit_together()
    {
        await using var grains = await StartAsync(new RiskLimits() with { Market = Cap("5", "200"), Order = Cap("5", "100") });

        var refusals = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Risk(grains).ReserveAsync($"o{i}", Intent("1"), false)));

        Assert.Equal(10, refusals.Count(r => r is null));
        Assert.All(refusals.Where(r => r is not null), r => Assert.StartsWith("risk_market_notional", r));
        Assert.Equal("5.0000", (await Risk(grains).ViewAsync()).Used.Notional.ToString());
    }

    [Fact]
    public async Task The_same_order_is_granted_once_however_often_it_asks()
    {
        await using var grains = await StartAsync();
        for (var i = 0; i < 3; i++)
            Assert.Null(await Risk(grains).ReserveAsync("a", Intent("10"), false));

        var view = await Risk(grains).ViewAsync();

        Assert.Equal(("5.0000", 1, 1), (view.Used.Notional.ToString(), view.OpenOrders, view.OrdersLastMinute));
    }

    [Fact]
    public async Task What_was_granted_survives_a_restart()
    {
        await using (var grains = await StartAsync())
            await Risk(grains).ReserveAsync("a", Intent("10"), false);
        await using (var grains = await StartAsync())
            Assert.Equal("5.0000", (await Risk(grains).ViewAsync()).Used.Notional.ToString());
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_granted()
    {
        await using var grains = await StartAsync();
        await Risk(grains).ViewAsync();
        _store.Outage = new IOException("no database");

        await Assert.ThrowsAnyAsync<Exception>(() => Risk(grains).ReserveAsync("a", Intent("10"), false));

        Assert.Equal(0, (await Risk(grains).ViewAsync()).OpenOrders);
    }

    [Fact]
    public async Task A_fill_moves_its_share_to_the_position_and_the_end_of_the_order_gives_the_rest_back()
    {
        await using var grains = await StartAsync();
        await Risk(grains).ReserveAsync("a", Intent("10"), false);

        await Risk(grains).BookedAsync(Exposure(1, "4", "2.00", order: "a", filled: "4"));
        Assert.Equal(("5.0000", "10.00"), Used(await Risk(grains).ViewAsync()));

        await Risk(grains).ReleaseAsync("a", Quantity.Zero);
        Assert.Equal(("2.0000", "4.00"), Used(await Risk(grains).ViewAsync()));
    }

    [Fact]
    public async Task News_that_come_twice_or_late_change_nothing()
    {
        await using var grains = await StartAsync();
        await Risk(grains).ReserveAsync("a", Intent("10"), false);
        await Risk(grains).BookedAsync(Exposure(2, "6", "3.00", order: "a", filled: "6"));

        await Risk(grains).BookedAsync(Exposure(2, "6", "3.00", order: "a", filled: "6"));
        await Risk(grains).BookedAsync(Exposure(1, "4", "2.00", order: "a", filled: "4"));

        Assert.Equal(("5.0000", "10.00"), Used(await Risk(grains).ViewAsync()));
    }

    [Fact]
    public async Task A_loss_of_the_day_at_the_limit_halts_trading_once_and_a_step_less_does_not()
    {
        await using var grains = await StartAsync(new RiskLimits() with { DailyLoss = Dollars("10") });
        await Risk(grains).BookedAsync(Exposure(1, realized: "-9.9999"));
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);

        await Risk(grains).BookedAsync(Exposure(2, realized: "-10.00"));
        Assert.Equal("daily_loss", Assert.Single((await grains.Gate.ViewAsync()).Reasons).Code);

        await grains.Gate.ReleaseAsync("ada", "accepted");
        await Risk(grains).BookedAsync(Exposure(3, realized: "-11.00"));
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
        Assert.StartsWith("risk_daily_loss", await Risk(grains).ReserveAsync("a", Intent("1"), false));
    }

    [Fact]
    public async Task A_loss_of_open_positions_counts_with_what_is_realised()
    {
        await using var grains = await StartAsync(new RiskLimits() with { DailyLoss = Dollars("10") });
        await Risk(grains).BookedAsync(Exposure(1, "20", "18.00", realized: "-4.00"));
        await Risk(grains).MarkedAsync(1, Dollars("-5.9999"));
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
        Assert.Equal(("-4.0000", "-5.9999"), await DayAsync(grains));

        await Risk(grains).MarkedAsync(1, Dollars("-6.00"));

        var reason = Assert.Single((await grains.Gate.ViewAsync()).Reasons);
        Assert.Equal(("daily_loss", GateMode.Halted), (reason.Code, reason.Mode));
        Assert.Contains("lost 10.0000 today, 4.0000 realised and 6.0000 in open positions, the limit is 10.0000", reason.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_that_has_just_been_realised_does_not_count_a_second_time_as_open()
    {
        await using var grains = await StartAsync(new RiskLimits() with { DailyLoss = Dollars("10") });
        await Risk(grains).BookedAsync(Exposure(1, "10", "9.00"));
        await Risk(grains).MarkedAsync(1, Dollars("-8.00"));

        // It settles at nothing; a mark of before comes late.
        await Risk(grains).BookedAsync(Exposure(2, realized: "-9.00"));
        await Risk(grains).MarkedAsync(1, Dollars("-8.00"));
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);

        await Risk(grains).MarkedAsync(2, Money.Zero);
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
        Assert.Equal(("-9.0000", "0.0000"), await DayAsync(grains));
    }

    [Fact]
    public async Task What_open_positions_had_lost_before_midnight_is_no_loss_of_the_new_day_even_after_a_restart()
    {
        var limits = new RiskLimits() with { DailyLoss = Dollars("10") };
        await using (var grains = await StartAsync(limits))
        {
            await Risk(grains).BookedAsync(Exposure(1, "20", "18.00"));
            await Risk(grains).MarkedAsync(1, Dollars("-7.00"));
        }
        _time.Skip(DaySeconds);
        await using (var grains = await StartAsync(limits))
        {
            await Risk(grains).MarkedAsync(1, Dollars("-12.00"));
            Assert.Equal(("0.0000", "-5.0000"), await DayAsync(grains));
            Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
        }
    }

    [Fact]
    public async Task A_new_day_starts_from_the_result_of_the_last()
    {
        await using var grains = await StartAsync(new RiskLimits() with { DailyLoss = Dollars("10") });
        await Risk(grains).BookedAsync(Exposure(1, realized: "-8.00"));
        _time.Skip(DaySeconds);
        Assert.Equal("0.0000", (await Risk(grains).ViewAsync()).DayPnl.ToString());

        await Risk(grains).BookedAsync(Exposure(2, realized: "-9.00"));

        Assert.Equal("-1.0000", (await Risk(grains).ViewAsync()).DayPnl.ToString());
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task Failures_in_a_row_halt_trading_and_a_success_in_between_does_not()
    {
        await using var grains = await StartAsync(new RiskLimits() with { ConsecutiveFailures = 3 });
        foreach (var (order, failure) in new (string, string?)[] { ("a", "refused"), ("b", "refused"), ("c", null), ("d", "refused"), ("e", "timeout"), ("e", "timeout") })
            await Risk(grains).OutcomeAsync(order, failure);
        Assert.Equal((GateMode.Active, 2), ((await grains.Gate.ViewAsync()).Mode, (await Risk(grains).ViewAsync()).FailuresInARow));

        await Risk(grains).OutcomeAsync("f", "insufficient balance");

        var reason = Assert.Single((await grains.Gate.ViewAsync()).Reasons);
        Assert.Equal(("consecutive_failures", GateMode.Halted), (reason.Code, reason.Mode));
        Assert.Contains("insufficient balance", reason.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_limits_is_an_event_with_who_why_and_what_and_survives_a_restart()
    {
        var tighter = new RiskLimits() with { Order = Cap("50", "10") };
        await using (var grains = await StartAsync())
            await Risk(grains).ChangeAsync("ada", "first week", tighter);

        var action = Assert.Single(_record.Of<OperatorAction>());
        Assert.Equal(("limits:paper", "limits", "ada"), (action.Scope, action.Action, action.Actor));
        Assert.Equal("first week (order.notional 100.0000 to 50.0000, order.contracts 100.00 to 10.00)", action.Reason);
        var set = Assert.Single(_record.Of<RiskLimitsSet>());
        Assert.Equal(RiskLimitsSet.Of("paper", set.Ts, 1, "ada", tighter), set);
        await using (var grains = await StartAsync())
        {
            Assert.Equal(tighter, (await Risk(grains).ViewAsync()).Limits);
            Assert.StartsWith("risk_order_contracts", await Risk(grains).ReserveAsync("a", Intent("11"), false));
        }
    }

    [Fact]
    public async Task Limits_that_contradict_themselves_or_have_no_author_are_refused_and_change_nothing()
    {
        await using var grains = await StartAsync();
        var contradiction = new RiskLimits() with { Order = Cap("300", "100") };

        var fault = await Assert.ThrowsAnyAsync<ArgumentException>(() => Risk(grains).ChangeAsync("ada", "more", contradiction));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Risk(grains).ChangeAsync(" ", "more", new RiskLimits()));

        Assert.Contains("order.notional: 300.0000 is not at most market.notional 200.0000", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_record.Of<OperatorAction>());
        Assert.Equal(new RiskLimits(), (await Risk(grains).ViewAsync()).Limits);
    }

    [Fact]
    public async Task An_account_that_goes_live_is_a_canary_and_a_restart_does_not_end_it()
    {
        await using (var grains = await StartAsync())
            await Live(grains).ModeAsync(TradingMode.Live);
        _time.Skip(3600);
        await using (var grains = await StartAsync())
        {
            await Live(grains).ModeAsync(TradingMode.Live);
            var view = await Live(grains).ViewAsync();
            Assert.Equal("10.0000", view.Effective.Total.Notional.ToString());
            Assert.NotNull(view.Canary);
            Assert.StartsWith("risk_order_contracts", await Live(grains).ReserveAsync("a", Intent("26"), false));

            await Live(grains).ModeAsync(TradingMode.Paper);
            Assert.Null((await Live(grains).ViewAsync()).Canary);
        }
    }

    static IRiskLimitGrain Risk(GrainsUnderTest grains) => grains.Factory.GetGrain<IRiskLimitGrain>("paper");

    static IRiskLimitGrain Live(GrainsUnderTest grains) => grains.Factory.GetGrain<IRiskLimitGrain>("live");

    static async Task<(string, string)> DayAsync(GrainsUnderTest grains)
    {
        var view = await Risk(grains).ViewAsync();
        return (view.DayPnl.ToString(), view.DayUnrealized.ToString());
    }

    static (string, string) Used(RiskView view) => (view.Used.Notional.ToString(), view.Used.Contracts.ToString());

    static AccountExposure Exposure(
        long version, string contracts = "0", string cost = "0", string realized = "0", string? order = null, string filled = "0") => new(
        version,
        contracts == "0" ? [] : [new PositionView(Market, Side.Yes, Quantity.Parse(contracts, "test"), Dollars(cost), Money.Zero, StartTs)],
        Dollars(realized), order, Quantity.Parse(filled, "test"));

    static OrderIntent Intent(string contracts) =>
        new("opportunity_decision:v1:0", Market, Side.Yes, Quantity.Parse(contracts, "test"), Price.Parse("0.5000", "test"), StartTs);

    static Money Dollars(string text) => Money.Parse(text, "test");

    static ExposureCap Cap(string notional, string contracts) => new(Dollars(notional), Quantity.Parse(contracts, "test"));

    Task<GrainsUnderTest> StartAsync(RiskLimits? limits = null) =>
        GrainsUnderTest.StartAsync(_store, _record, _time, risk: new RiskLimitGrainOptions { Defaults = limits ?? new RiskLimits() });
}
