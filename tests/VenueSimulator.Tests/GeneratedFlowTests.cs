using System.Globalization;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>The generated world itself, without sockets.</summary>
public sealed class GeneratedFlowTests
{
    /// <summary>16:40 UTC: 11:40 in the morning Eastern, in winter.</summary>
    static readonly DateTimeOffset Start = new(2026, 11, 21, 16, 40, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_and_start_give_the_same_happenings()
    {
        var one = Play(7, TimeSpan.FromMinutes(25)).Select(h => h.ToString());
        var two = Play(7, TimeSpan.FromMinutes(25)).Select(h => h.ToString());

        Assert.Equal(one, two);
    }

    [Fact]
    public void Another_seed_gives_another_world() => Assert.NotEqual(
        Play(7, TimeSpan.FromMinutes(1)).OfType<SpotTraded>().Select(s => s.Price),
        Play(8, TimeSpan.FromMinutes(1)).OfType<SpotTraded>().Select(s => s.Price));

    [Fact]
    public void A_busier_world_has_as_many_times_the_trades_book_changes_and_spot_prices_and_the_same_markets()
    {
        var calm = Play(7, TimeSpan.FromMinutes(5));
        var busy = Play(7, TimeSpan.FromMinutes(5), activity: 10);

        Assert.InRange(Times<SpotTraded>(), 9, 11);
        Assert.InRange(Times<ContractTraded>(), 7, 13);
        Assert.True(Times<BookChanged>() > 4, "makers who look more often find less to change");
        Assert.Equal(calm.OfType<MarketCreated>().Count(), busy.OfType<MarketCreated>().Count());

        double Times<T>() => (double)busy.OfType<T>().Count() / calm.OfType<T>().Count();
    }

    [Fact]
    public void Markets_are_named_by_their_close_in_eastern_time_and_listed_before_they_open()
    {
        var created = Play(1, TimeSpan.FromHours(1)).OfType<MarketCreated>().Where(c => c.At > TimeSpan.Zero).Select(c => c.Terms).ToList();
        var quarters = created.Where(t => t.SeriesTicker == "KXBTC15M").Select(t => t.Ticker);
        var ladder = created.Where(t => t.EventTicker == "KXBTCD-26NOV2113").ToList();

        Assert.Equal(
            ["KXBTC15M-26NOV211215-15", "KXBTC15M-26NOV211230-30", "KXBTC15M-26NOV211245-45"],
            quarters.Take(3));
        Assert.Equal(20, ladder.Count);
        Assert.All(ladder, t => Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"KXBTCD-26NOV2113-T{t.Strike:F2}"), t.Ticker));
        Assert.All(ladder.Zip(ladder.Skip(1)), pair => Assert.Equal(250m, pair.Second.Strike - pair.First.Strike));
        Assert.All(created, t => Assert.Equal(TimeSpan.FromMinutes(10), t.Open - t.Created));
    }

    [Fact]
    public void A_window_settles_on_the_average_of_the_last_sixty_index_values_and_the_next_one_starts_from_it()
    {
        const string Window = "KXBTC15M-26NOV211200-00";
        var happened = Play(3, TimeSpan.FromMinutes(25));
        var close = TimeSpan.FromMinutes(20);
        var lastMinute = happened.OfType<IndexPublished>().Where(i => i.At > close - TimeSpan.FromMinutes(1) && i.At <= close).ToList();
        var settlement = happened.OfType<MarketStatusChanged>().Single(s => s.Ticker == Window && s.Status == MarketStatus.Determined).Settlement!;
        var strike = happened.OfType<StrikeSet>().Single(s => s.Ticker == Window).Strike;

        Assert.Equal(60, lastMinute.Count);
        Assert.Equal(Math.Round(lastMinute.Average(i => i.Value.Value), 2), settlement.ExpirationValue);
        Assert.Equal(settlement.ExpirationValue >= strike, settlement.Yes);
        Assert.Equal(settlement.ExpirationValue, happened.OfType<StrikeSet>().Single(s => s.Ticker == "KXBTC15M-26NOV211215-15").Strike);
        Assert.Equal((60, settlement.ExpirationValue), (lastMinute[^1].Value.QuarterCount, Math.Round(lastMinute[^1].Value.QuarterAverage!.Value, 2)));
    }

    [Fact]
    public void Every_market_goes_through_its_life_in_order()
    {
        var lives = Play(5, TimeSpan.FromMinutes(90)).OfType<MarketStatusChanged>().GroupBy(s => s.Ticker)
            .Where(g => g.Any(s => s.Status == MarketStatus.Finalized)).ToList();

        Assert.True(lives.Count > 40, $"{lives.Count} markets were finalized");
        Assert.All(lives, life => Assert.Equal(
            [MarketStatus.Active, MarketStatus.Closed, MarketStatus.Determined, MarketStatus.Finalized], life.Select(s => s.Status)));
    }

    [Fact]
    public void Books_stay_on_the_grid_never_cross_and_never_fall_below_zero()
    {
        var books = new Dictionary<string, OrderBook>();
        var grids = new Dictionary<string, PriceGrid>();
        foreach (var happening in Play(11, TimeSpan.FromMinutes(30)))
        {
            switch (happening)
            {
                case MarketCreated created:
                    grids[created.Terms.Ticker] = created.Terms.Grid;
                    break;
                case BookReplaced replaced:
                    books[replaced.Ticker] = new();
                    books[replaced.Ticker].Replace(BookSide.Yes, replaced.Yes);
                    books[replaced.Ticker].Replace(BookSide.No, replaced.No);
                    break;
                case BookChanged change:
                    books[change.Ticker].Change(change.Side, change.Price, change.Delta);
                    Assert.True(grids[change.Ticker].Allows(change.Price), $"{change.Ticker} {change.Price}");
                    break;
                case TickerPublished ticker when books[ticker.Ticker].Best(BookSide.Yes) is { } yes && books[ticker.Ticker].Best(BookSide.No) is { } no:
                    Assert.True(yes.Price + no.Price < Dollars.One, $"{ticker.Ticker}: {yes.Price} and {no.Price} cross");
                    break;
            }
        }
    }

    [Fact]
    public void Markets_move_at_the_pace_of_real_ones()
    {
        var happened = Play(2, TimeSpan.FromMinutes(10));

        Assert.InRange(happened.OfType<SpotTraded>().Count(), 800, 1_100);
        Assert.InRange(happened.OfType<BookChanged>().Count(), 5_000, 200_000);
        Assert.InRange(happened.OfType<TickerPublished>().Count(), 1_000, 13_000);
        Assert.InRange(happened.OfType<ContractTraded>().Count(), 50, 2_000);
    }

    [Theory]
    [InlineData("2026-03-08T06:59:59Z", -5)]
    [InlineData("2026-03-08T07:00:00Z", -4)]
    [InlineData("2026-11-01T05:59:59Z", -4)]
    [InlineData("2026-11-01T06:00:00Z", -5)]
    [InlineData("2027-03-14T07:00:00Z", -4)]
    [InlineData("2027-11-07T05:00:00Z", -4)]
    public void Eastern_time_changes_on_the_second_sunday_of_march_and_the_first_of_november(string time, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), EasternTime.Of(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)).Offset);

    static List<FlowEvent> Play(int seed, TimeSpan length, double activity = 1)
    {
        var flow = new GeneratedFlow(seed, Start, activity);
        return [.. flow.Opening, .. flow.Data.TakeWhile(h => h.At <= length)];
    }
}
