using FsCheck.Fluent;
using Kalshi.Trading.Fees;

namespace Kalshi.Trading.Tests.Fees;

public sealed class ReferenceFeeTests
{
    [Fact]
    public void The_fee_is_the_exact_one_rounded_up_to_a_cent() => Property.Holds(
        from cents in Property.Between(0.01, 99.99)
        from contracts in Gen.Choose(1, 1_000)
        select (cents, contracts),
        x =>
        {
            var exact = 0.07 * x.contracts * (x.cents / 100) * (1 - x.cents / 100);
            var fee = ReferenceFee.TakerDollars(x.cents, x.contracts)!.Value;
            return fee >= exact - 1e-12 && fee < exact + 0.01 + 1e-12;
        });

    [Fact]
    public void More_contracts_never_cost_less() => Property.Holds(
        from cents in Gen.Choose(0, 100)
        from contracts in Gen.Choose(1, 1_000)
        select (cents, contracts),
        x => ReferenceFee.TakerDollars(x.cents, x.contracts) <= ReferenceFee.TakerDollars(x.cents, x.contracts + 1));

    [Fact]
    public void No_price_is_dearer_than_an_even_chance() => Property.Holds(
        from cents in Property.Between(0, 100)
        from contracts in Gen.Choose(1, 1_000)
        select (cents, contracts),
        x => ReferenceFee.TakerDollars(x.cents, x.contracts) <= ReferenceFee.TakerDollars(50, x.contracts) + 0.01);

    [Theory]
    [InlineData(50.0, 1, 0.02)]
    [InlineData(0.0, 1, 0.0)]
    [InlineData(100.0, 5, 0.0)]
    [InlineData(0.5, 1, 0.01)]
    [InlineData(50.0, 100, 1.76)]
    public void Known_fees_with_the_references_rounding_of_binary_products(double cents, long contracts, double dollars) =>
        // 0.07 · 100 is 7.000000000000001 in doubles, which costs a cent.
        Assert.Equal(dollars, ReferenceFee.TakerDollars(cents, contracts));

    [Theory]
    [InlineData(null, 1)]
    [InlineData(50.0, 0)]
    [InlineData(50.0, -1)]
    [InlineData(-0.001, 1)]
    [InlineData(100.001, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Without_a_price_or_a_contract_there_is_no_fee(double? cents, long contracts) =>
        Assert.Null(ReferenceFee.TakerDollars(cents, contracts));

    [Theory]
    [InlineData(10.0, 50.0, 20)]
    [InlineData(0.3, 10.0, 2)]
    [InlineData(0.0, 50.0, 0)]
    [InlineData(10.0, 0.0, 0)]
    [InlineData(10.0, null, 0)]
    [InlineData(double.NaN, 50.0, 0)]
    public void A_budget_buys_whole_contracts(double budget, double? cents, long contracts) =>
        Assert.Equal(contracts, ReferenceFee.MaxContractsForBudget(budget, cents));
}
