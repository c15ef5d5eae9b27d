using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>One channel of one session: what the venue has acknowledged, and how far its numbers have come.</summary>
sealed class Subscription(KalshiChannel channel)
{
    internal KalshiChannel Channel { get; } = channel;

    internal string WireName { get; } = channel switch
    {
        KalshiChannel.OrderBook => "orderbook_delta",
        KalshiChannel.Ticker => "ticker",
        KalshiChannel.Trade => "trade",
        KalshiChannel.Fills => "fill",
        KalshiChannel.Orders => "user_orders",
        KalshiChannel.Positions => "market_positions",
        KalshiChannel.OrderGroups => "order_group_updates",
        _ => "market_lifecycle_v2",
    };

    internal bool IsBook => Channel == KalshiChannel.OrderBook;

    /// <summary>The others speak of all markets: the lifecycle channel takes no filter, and of what is ours we want all.</summary>
    internal bool TakesMarkets => Channel is KalshiChannel.OrderBook or KalshiChannel.Ticker or KalshiChannel.Trade;

    /// <summary>It speaks of the key's own orders. Every frame counts, numbered or not: one that cannot be read is a loss.</summary>
    internal bool IsPrivate => Channel is KalshiChannel.Fills or KalshiChannel.Orders or KalshiChannel.Positions or KalshiChannel.OrderGroups;

    /// <summary>The venue's number of the subscription; null while there is none.</summary>
    internal int? Sid { get; set; }

    /// <summary>Number of the last frame; 0 before the first, and for ever on a channel without numbers.</summary>
    internal long Sequence { get; set; }

    /// <summary>The venue said that it sends these.</summary>
    internal HashSet<MarketTicker> Markets { get; } = [];

    /// <summary>The venue refused these in this session; asking again would not help.</summary>
    internal HashSet<MarketTicker> Refused { get; } = [];

    /// <summary>A command is under way; the next one waits for its answer.</summary>
    internal bool IsBusy { get; set; }

    /// <summary>No command before this time, Unix milliseconds.</summary>
    internal long NotBeforeMs { get; set; }

    /// <summary>Commands that failed in a row.</summary>
    internal int CommandFailures { get; set; }

    /// <summary>When to ask for snapshots of what is not continuous, Unix milliseconds.</summary>
    internal long? ResyncAtMs { get; set; }

    /// <summary>Snapshots asked for since the last time all was well.</summary>
    internal int Resyncs { get; set; }

    internal long LastLossMs { get; set; }

    /// <summary>The ticker channel is asked for the present state of its markets, so that its silence tells something. A trade or a step
    /// in a market's life may not come for hours, and books have deadlines of their own.</summary>
    internal bool PromisesFirstMessage => Channel == KalshiChannel.Ticker;

    /// <summary>Something came over it since the venue confirmed it.</summary>
    internal bool HasSpoken { get; set; }

    /// <summary>When its silence is overdue, Unix milliseconds.</summary>
    internal long FirstMessageDueMs { get; set; } = long.MaxValue;

    /// <summary>Its silence was overdue; stays until it speaks.</summary>
    internal bool IsSilent { get; set; }
}
