using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Edges;
using Kalshi.Trading.Fees;

namespace Kalshi.Trading.Tests.Edges;

public sealed class ExpectedValueTests
{
    readonly record struct Trade(double Probability, double Cents, int Contracts);

    static readonly Gen<Trade> Trades =
        from probability in Property.Between(0, 1)
        from cents in Gen.Choose(0, 100)
        from contracts in Gen.Choose(1, 200)
        select new Trade(probability, cents, contracts);

    /// <summary>The rounding up of fees may see a hair more on one side: one cent at most.</summary>
    static bool Same(double? a, double? b) => Math.Abs(a!.Value - b!.Value) < 0.01 + 1e-9;

    [Fact]
    public void Buying_a_side_is_buying_the_other_one_in_the_mirror() => Property.Holds(Trades, t =>
        Math.Abs(ExpectedValue.BuyYes(t.Probability, t.Cents, t.Contracts)!.Value
            - ExpectedValue.BuyNo(1 - t.Probability, t.Cents, t.Contracts)!.Value) < 1e-9);

    [Theory]
    [InlineData(Side.Yes)]
    [InlineData(Side.No)]
    public void Selling_a_side_earns_its_proceeds_less_its_expected_payout_and_the_fee(Side side) => Property.Holds(Trades, t =>
    {
        var chance = side == Side.Yes ? t.Probability : 1 - t.Probability;
        var byHand = (t.Cents / 100 - chance) * t.Contracts - ReferenceFee.TakerDollars(t.Cents, t.Contracts)!.Value;
        return Same(ExpectedValue.Sell(side, t.Probability, t.Cents, t.Contracts), byHand);
    });

    [Theory]
    [InlineData(Side.Yes)]
    [InlineData(Side.No)]
    public void Buying_and_selling_at_one_price_loses_both_fees(Side side) => Property.Holds(Trades, t =>
        Same(ExpectedValue.Buy(side, t.Probability, t.Cents, t.Contracts) + ExpectedValue.Sell(side, t.Probability, t.Cents, t.Contracts),
            -2 * ReferenceFee.TakerDollars(t.Cents, t.Contracts)));

    [Fact]
    public void A_cheaper_ask_is_never_worse() => Property.Holds(Trades, t => t.Cents == 0
        || ExpectedValue.BuyYes(t.Probability, t.Cents - 1) >= ExpectedValue.BuyYes(t.Probability, t.Cents) - 1e-12);

    [Fact]
    public void Without_probability_or_price_there_is_no_expected_value()
    {
        Assert.Null(ExpectedValue.BuyYes(null, 50));
        Assert.Null(ExpectedValue.BuyNo(0.5, null));
        Assert.Null(ExpectedValue.BuyNo(0.5, 101));
        Assert.Null(ExpectedValue.Sell(Side.Yes, 0.5, null));
    }
}
