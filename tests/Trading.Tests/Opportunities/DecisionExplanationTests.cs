using Kalshi.Trading.Edges;
using Kalshi.Trading.Opportunities;

namespace Kalshi.Trading.Tests.Opportunities;

public sealed class DecisionExplanationTests
{
    static readonly OpportunityLoopConfig Config = new();

    static readonly MarketSnapshot Snapshot = new()
    {
        Market = MarketTicker.Parse("KXBTC15M-26MAY131130-30", "market"),
        AsOfTs = 1_800_000_000,
        ProbabilityYes = 0.6,
        SpotAgeSeconds = 1,
        QuoteAgeSeconds = 2,
        YesAsk = 45,
        NoAsk = 57,
        SigmaAnnualized = 0.5,
        Sigma = new("history", true, null, null, 100, 10, 3600, 600),
    };

    [Fact]
    public void A_take_has_passed_every_gate()
    {
        var gates = Explain(Side.Yes, 0.13, null);

        Assert.All(gates, gate => Assert.True(gate.Passed, gate.Name));
        Assert.Equal(14, gates.Count);
        Assert.Contains(gates, gate => gate is { Name: "ev_below_threshold", Detail: "13.00 ¢ after the buffer, at least 3.00" });
    }

    [Fact]
    public void Inputs_are_all_judged_and_what_comes_after_them_was_never_reached()
    {
        var gates = Explain(Side.Yes, null, "spot_stale,sigma_history_short");

        Assert.Equal(["spot_stale", "sigma_history_short"], gates.Where(g => g.Passed == false).Select(g => g.Name));
        Assert.Equal(4, gates.Count(g => g.Passed == true));
        Assert.All(gates.Skip(6), gate => Assert.Null(gate.Passed));
    }

    [Theory]
    [InlineData("missing_quote", 6)]
    [InlineData("ev_below_threshold", 7)]
    [InlineData("tail_ev_below_threshold", 9)]
    [InlineData("near_expiry", 10)]
    [InlineData("position_open_opposite_side", 11)]
    [InlineData("cooldown_active", 12)]
    [InlineData("take_cap", 13)]
    public void The_gate_that_refused_is_the_last_one_reached(string reason, int place)
    {
        var gates = Explain(Side.No, 0.02, reason);

        Assert.Equal(reason, gates[place].Name);
        Assert.Equal([.. Enumerable.Repeat<bool?>(true, place), false, .. Enumerable.Repeat<bool?>(null, gates.Count - place - 1)], gates.Select(g => g.Passed));
    }

    [Fact]
    public void Every_reason_that_the_strategy_knows_is_somewhere()
    {
        var reasons = typeof(DecisionReason).GetFields().Select(f => (string)f.GetRawConstantValue()!).Where(r => r != DecisionReason.TradeSignal);

        Assert.All(reasons, reason => Assert.Contains(Explain(Side.Yes, 0.01, reason), gate => gate.Name == reason && gate.Passed == false));
    }

    static IReadOnlyList<DecisionGate> Explain(Side side, double? evNet, string? reason) =>
        DecisionExplanation.Of(Snapshot, side, evNet, tauMinutes: 5.5, reason, Config);
}
