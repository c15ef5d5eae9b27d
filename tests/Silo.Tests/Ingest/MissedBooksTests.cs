using Kalshi.Silo.Ingest;
using Kalshi.Trading;

namespace Kalshi.Silo.Tests.Ingest;

/// <summary>Books of which the bus did not take a change.</summary>
public sealed class MissedBooksTests
{
    static readonly MarketTicker One = MarketTicker.Parse("KXBTC15M-26NOV211415-15", "test");
    static readonly MarketTicker Other = MarketTicker.Parse("KXBTC15M-26NOV211430-30", "test");

    readonly List<MarketTicker> _asked = [];
    readonly MissedBooks _missed;

    public MissedBooksTests() => _missed = new(_asked.Add);

    [Fact]
    public void Nothing_is_asked_for_while_the_bus_takes_everything()
    {
        _missed.BusTakes();
        Assert.Empty(_asked);
    }

    [Fact]
    public void Nothing_is_asked_for_before_the_bus_takes_events_again()
    {
        _missed.Add(One);
        Assert.Empty(_asked);
    }

    [Fact]
    public void Each_book_is_asked_for_once_however_many_of_its_changes_are_missing()
    {
        _missed.Add(One);
        _missed.Add(One);
        _missed.Add(Other);
        _missed.BusTakes();
        _missed.BusTakes();
        Assert.Equal([One, Other], _asked.OrderBy(t => t.Value, StringComparer.Ordinal));
    }

    [Fact]
    public void A_book_that_is_missed_again_is_asked_for_again()
    {
        _missed.Add(One);
        _missed.BusTakes();
        _missed.Add(One);
        _missed.BusTakes();
        Assert.Equal([One, One], _asked);
    }
}
