using Kalshi.Trading.Execution;

namespace Kalshi.Trading.Tests.Execution;

public sealed class PaperBookTests
{
    const long Now = 1_778_500_000;

    static readonly MarketTicker First = MarketTicker.Parse("KXBTC-1-1", "market");
    static readonly MarketTicker Second = MarketTicker.Parse("KXBTC-1-2", "market");

    readonly PaperBook _book = new(new());
    int _decisions;

    PaperEntry Enter(MarketTicker market, Side? side, double? ask = 50, long now = Now, bool kill = false) =>
        _book.Enter($"d{_decisions++}", market, side, ask, now, kill)!;

    [Fact]
    public void A_take_is_filled_at_its_ask_under_ids_made_from_its_key()
    {
        var entry = _book.Enter("opportunity_decision:v1:abc", First, Side.No, 42, Now, false)!;
        Assert.Equal(
            new PaperEntry("paper:opportunity_decision:v1:abc", "paper:opportunity_decision:v1:abc:open", First, Side.No, 42, null), entry);
        Assert.Equal("filled", entry.Status);
    }

    [Fact]
    public void A_decision_seen_before_does_nothing()
    {
        Assert.NotNull(_book.Enter("d", First, Side.Yes, 50, Now, true));
        Assert.Null(_book.Enter("d", First, Side.Yes, 50, Now, false));
        Assert.Empty(_book.Open);
    }

    [Fact]
    public void The_first_rule_that_refuses_names_the_reason()
    {
        Assert.Equal(EntryRejection.KillSwitchActive, Enter(First, null, 5, kill: true).Reason);
        Assert.Equal(EntryRejection.MissingSide, Enter(First, null, 5).Reason);
        Assert.Equal(EntryRejection.EntryPriceOutOfBand, Enter(First, Side.Yes, 14.9).Reason);
        Assert.Equal(EntryRejection.EntryPriceOutOfBand, Enter(First, Side.Yes, 85.1).Reason);
        Assert.Null(Enter(First, Side.Yes, null).Reason);
        Assert.Equal(EntryRejection.PositionOpen, Enter(First, Side.Yes, 5).Reason);
        Assert.Equal(EntryRejection.PositionOpenOppositeSide, Enter(First, Side.No, 5).Reason);
        Assert.Equal(EntryRejection.MaxOpenPositions, Enter(Second, Side.Yes, 5).Reason);
        _book.Settle(First, 1, Now + 1);
        Assert.Equal(EntryRejection.CooldownActive, Enter(First, Side.Yes, 5, Now + 120).Reason);
        Assert.Null(Enter(First, Side.Yes, 50, Now + 121).Reason);
    }

    [Theory]
    [InlineData(Side.Yes, 1, 100.0)]
    [InlineData(Side.Yes, 0, 0.0)]
    [InlineData(Side.No, 1, 0.0)]
    [InlineData(Side.No, 0, 100.0)]
    [InlineData(Side.No, null, null)]
    public void Settlement_closes_at_a_dollar_or_at_nothing(Side side, int? outcome, double? cents)
    {
        Enter(First, side);
        var exit = _book.Settle(First, outcome, Now + 900)!;
        Assert.Equal((cents, $"settle:KXBTC-1-1:{(side == Side.Yes ? "YES" : "NO")}:{Now + 900}"), (exit.PriceCents, exit.FillId));
        Assert.Null(_book.Settle(First, outcome, Now + 901));
    }
}
