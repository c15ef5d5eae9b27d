using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Risk;
using static Kalshi.Trading.Tests.Risk.Sample;

namespace Kalshi.Trading.Tests.Risk;

public sealed class RiskBookProperties
{
    const long Start = 1_800_000_000;

    static readonly MarketTicker[] Markets = [First, Sibling, Other];

    static readonly RiskLimits Limits = new()
    {
        Order = Cap("5", "8"),
        Market = Cap("7", "12"),
        Series = Cap("11", "20"),
        Venue = Cap("14", "26"),
        Total = Cap("14", "26"),
        OpenPositions = 2,
        OrdersPerMinute = 6,
        WorstCaseLoss = Dollars("13"),
        DailyLoss = Dollars("100"),
    };

    /// <summary>What can happen to an account, in any order: 0 asks for an order, 1 fills part of one, 2 ends one, 3 settles a market.</summary>
    sealed record Step(int Kind, int Order, int Market, int Contracts, int PriceCents, int Seconds);

    static Gen<Step> Steps =>
        from kind in Gen.Choose(0, 3)
        from order in Gen.Choose(0, 9)
        from market in Gen.Choose(0, 2)
        from contracts in Gen.Choose(1, 1000)
        from price in Gen.Choose(1, 99)
        from seconds in Gen.Choose(0, 20)
        select new Step(kind, order, market, contracts, price, seconds);

    [Fact]
    public void Whatever_happens_in_whatever_order_no_limit_is_passed() => Property.Asserted(Steps.ListOf(60), steps =>
    {
        var account = new Venue();
        foreach (var step in steps)
        {
            account.Take(step);
            AssertWithin(account.Book);
        }
    });

    [Fact]
    public void Two_orders_that_fit_alone_and_not_together_are_never_both_granted() => Property.Asserted(Steps.Two(), pair =>
    {
        var (a, b) = pair;
        var first = OrderOf(a) with { Market = First };
        var second = OrderOf(b) with { Market = First };
        var (book, refusedFirst) = new RiskBook().Reserve(Limits, "a", first, Money.Zero, Start);
        var (both, refusedSecond) = book.Reserve(Limits, "b", second, Money.Zero, Start);

        if (refusedFirst is null && refusedSecond is null)
            Assert.True(first.Stake.Notional + second.Stake.Notional <= Limits.Market.Notional);
        AssertWithin(both);
    });

    [Fact]
    public void The_same_order_asks_twice_and_is_granted_once() => Property.Asserted(Steps, step =>
    {
        var (once, refusal) = new RiskBook().Reserve(Limits, "a", OrderOf(step), Money.Zero, Start);
        var (twice, again) = once.Reserve(Limits, "a", OrderOf(step), Money.Zero, Start);

        Assert.Equal((refusal, once.Exposure, once.GrantsAt(Start)), (again, twice.Exposure, twice.GrantsAt(Start)));
    });

    [Fact]
    public void Grants_are_forgotten_after_a_minute()
    {
        var book = new RiskBook { Grants = [Start, Start + 1] };

        Assert.Equal((2, 1, 0), (book.GrantsAt(Start + 59), book.GrantsAt(Start + 60), book.GrantsAt(Start + 61)));
    }

    static OrderStake OrderOf(Step step) => new(
        "kalshi", Markets[step.Market], Price.FromSteps(step.PriceCents * 100), Quantity.FromSteps(step.Contracts), Reduces: false);

    static void AssertWithin(RiskBook book)
    {
        Assert.All(Markets, market => Below(book.Stakes.Where(s => s.Market == market), Limits.Market));
        Assert.All(Markets, market => Below(book.Stakes.Where(s => s.Market.Series == market.Series), Limits.Series));
        Below(book.Stakes, Limits.Total);
        Assert.True(book.Exposure.Markets <= Limits.OpenPositions);
        Assert.True(book.Exposure.WorstCaseLoss <= Limits.WorstCaseLoss + Slack, $"{book.Exposure}");
        Assert.All(book.Grants, ts => Assert.True(book.Grants.Count(other => other > ts - 60 && other <= ts) <= Limits.OrdersPerMinute));
    }

    // A fee in several fills rounds up once a fill: a cent each, of at most sixty.
    static readonly Money Slack = Dollars("0.60");

    static void Below(IEnumerable<Stake> stakes, ExposureCap cap)
    {
        var used = Exposure.Of(stakes);
        // Notional in several fills rounds up by a step each.
        Assert.True(used.Contracts <= cap.Contracts && used.Notional <= cap.Notional + Money.FromSteps(120), $"{used} passes {cap}");
    }

    /// <summary>The account beside the book: positions by market, as fills and settlements make them.</summary>
    sealed class Venue
    {
        readonly Dictionary<MarketTicker, Stake> _positions = [];
        long _now = Start;

        internal RiskBook Book { get; private set; } = new();

        internal void Take(Step step)
        {
            _now += step.Seconds;
            var id = $"o{step.Order}";
            switch (step.Kind)
            {
                case 0:
                    (Book, _) = Book.Reserve(Limits, id, OrderOf(step), Money.Zero, _now);
                    break;
                case 1 when Book.Orders.TryGetValue(id, out var order) && !order.Rest.IsZero:
                    Fill(id, order, Quantity.FromSteps(Math.Min(step.Contracts, order.Rest.Steps)));
                    break;
                case 2:
                    Book = Book.Release(id);
                    break;
                case 3:
                    _positions.Remove(Markets[step.Market]);
                    Book = Book.Book([.. _positions.Values], null, Quantity.Zero);
                    break;
            }
        }

        void Fill(string id, OrderStake order, Quantity quantity)
        {
            var filled = (order with { Rest = quantity }).Stake;
            var held = _positions.GetValueOrDefault(order.Market) ?? filled with { Contracts = Quantity.Zero, Notional = Money.Zero, WorstCaseLoss = Money.Zero };
            _positions[order.Market] = held with
            {
                Contracts = held.Contracts + quantity,
                Notional = held.Notional + filled.Notional,
                WorstCaseLoss = held.WorstCaseLoss + filled.WorstCaseLoss,
            };
            Book = Book.Book([.. _positions.Values], id, quantity);
        }
    }
}
