using Kalshi.Grains.Events;
using Kalshi.Silo.Ingest;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Tests.Ingest;

/// <summary>What the catalogue says of a market, and what it knows to be on the record.</summary>
public sealed class KnownMarketsTests
{
    const long CloseTs = 1_800_000_000;

    static readonly MarketTicker Ticker = MarketTicker.Parse("KXBTC15M-26NOV211415-15", "test");

    static readonly Venues.PriceRange[] Cents = [new(Price.Zero, Price.One, Price.Parse("0.0100", "test"))];

    readonly List<string> _published = [];
    readonly KnownMarkets _known;
    bool _busStores = true;

    public KnownMarketsTests() => _known = new(payload =>
    {
        _published.Add(payload switch
        {
            MarketLifecycle lifecycle => $"lifecycle {lifecycle.Status}",
            ContractUpdate contract => $"contract {contract.Outcome?.ToString() ?? "open"}",
            _ => payload.EventType,
        });
        return ValueTask.FromResult(Task.FromResult(_busStores));
    });

    [Fact]
    public async Task A_market_is_told_once_and_then_only_what_changed_of_it()
    {
        await ReadAsync(Market("active"));
        await ReadAsync(Market("active"));
        await ReadAsync(Market("closed"));
        await ReadAsync(Market("determined", "yes"));

        Assert.Equal(["lifecycle active", "contract open", "lifecycle closed", "lifecycle determined", "contract 1"], _published);
    }

    [Fact]
    public async Task What_the_bus_did_not_store_is_said_again()
    {
        _busStores = false;
        await ReadAsync(Market("active"));
        _busStores = true;
        await ReadAsync(Market("active"));
        await ReadAsync(Market("active"));

        Assert.Equal(["lifecycle active", "contract open", "lifecycle active", "contract open"], _published);
    }

    [Fact]
    public async Task A_settled_market_is_followed_until_its_result_is_on_the_record()
    {
        await ReadAsync(Market("active"));
        _busStores = false;
        await ReadAsync(Market("finalized", "no"));
        Assert.Empty(_known.Forget(beforeTs: 0));
        Assert.Equal([Ticker], _known.Tickers);

        _busStores = true;
        await ReadAsync(Market("finalized", "no"));
        Assert.Empty(_known.Forget(beforeTs: 0));
        Assert.Empty(_known.Tickers);
        Assert.Equal(["lifecycle finalized", "contract 0"], _published[^2..]);
    }

    [Fact]
    public async Task A_market_of_an_earlier_run_is_followed_and_its_end_is_told()
    {
        _known.Follow(Ticker, CloseTs);
        Assert.Equal((true, false), (_known.Has(Ticker), _known.WasRead(Ticker)));
        Assert.Empty(_known.Read);

        await ReadAsync(Market("finalized", "yes"));

        Assert.Equal(["lifecycle finalized", "contract 1"], _published);
        Assert.Empty(_known.Forget(beforeTs: 0));
        Assert.Empty(_known.Tickers);
    }

    [Fact]
    public async Task A_market_that_is_known_already_is_not_forgotten_for_what_an_earlier_run_knew()
    {
        await ReadAsync(Market("active"));
        _known.Follow(Ticker, 1);
        Assert.Empty(_known.Forget(beforeTs: CloseTs));
        Assert.Equal(Market("active"), Assert.Single(_known.Read));
    }

    [Fact]
    public async Task A_market_without_an_end_is_given_up_by_name()
    {
        var unread = MarketTicker.Parse("KXBTC15M-26NOV211400-00", "test");
        _known.Follow(unread, CloseTs);
        await ReadAsync(Market("disputed"));
        Assert.Empty(_known.Forget(beforeTs: CloseTs));
        Assert.Equal([(unread, "unknown"), (Ticker, "disputed")], _known.Forget(beforeTs: CloseTs + 1));
        Assert.Empty(_known.Tickers);
    }

    async Task ReadAsync(CatalogueMarket market)
    {
        await _known.TakeAsync(market, CloseTs - 60);
        await _known.ConfirmAsync();
    }

    static CatalogueMarket Market(string status, string? result = null) => new(
        Ticker, "KXBTC15M-26NOV211415", status, "greater_or_equal", "greater", 95_000, null, CloseTs - 900, CloseTs, CloseTs + 60, null, null, result, null,
        null, "linear_cent", Cents);
}
