using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>All that is known about one connection to Kalshi: its subscriptions, their numbers, which books are continuous and
/// which answers are due. It neither reads a clock nor a socket: frames and times go in, messages and commands come out.</summary>
/// <remarks>Not thread-safe: the feed calls it under one lock.</remarks>
sealed partial class FeedSession
{
    readonly KalshiFeedOptions _options;
    readonly FeedCounters _counters;
    readonly FullJitterBackoff _resyncBackoff;
    readonly MarketTable _markets = new();
    readonly KalshiFrameReader _reader;
    readonly Subscription[] _subscriptions;
    readonly HashSet<MarketTicker> _desired = [];
    readonly Action<FeedMessage> _emit;
    readonly DeltaAge _age;
    long _lastFrameMs;

    /// <param name="id">Identity of the session.</param>
    /// <param name="emit">Called for each message, in order.</param>
    internal FeedSession(string id, KalshiFeedOptions options, FeedCounters counters, Random random, long nowMs, Action<FeedMessage> emit)
    {
        Id = id;
        _options = options;
        _counters = counters;
        _resyncBackoff = new(options.ResyncBackoff, options.BackoffMax, random);
        _reader = new(_markets);
        _subscriptions = [.. options.Channels.Distinct().Select(channel => new Subscription(channel))];
        _emit = emit;
        _age = new(options.AgeGrowthMax, options.AgeWindow, nowMs);
        _lastFrameMs = nowMs;
        OpenedMs = nowMs;
    }

    internal string Id { get; }

    internal long OpenedMs { get; }

    internal long LastFrameMs => _lastFrameMs;

    /// <summary>Commands to send, oldest first.</summary>
    internal Queue<byte[]> Outgoing { get; } = new();

    /// <summary>Why the connection must be closed; null while it is sound.</summary>
    internal string? Broken { get; private set; }

    /// <summary>Books of which a snapshot came and nothing was lost since.</summary>
    internal int ContinuousBooks => _markets.All.Count(market => market.IsContinuous);

    internal IEnumerable<MarketTicker> ContinuousMarkets => _markets.All.Where(market => market.IsContinuous).Select(market => market.Ticker);

    /// <summary>Age of the last change of a book on receipt, milliseconds; null before the first.</summary>
    internal long? DeltaAgeMs => _age.LastMs;

    internal IReadOnlyList<string> SilentChannels => [.. _subscriptions.Where(subscription => subscription.IsSilent).Select(subscription => subscription.WireName)];

    /// <summary>Everything that is kept for markets and commands, to see that it does not grow.</summary>
    internal int Kept => _markets.All.Count + _pending.Count + _desired.Count + Outgoing.Count
        + _subscriptions.Sum(subscription => subscription.Markets.Count + subscription.Refused.Count);

    internal int RefusedMarkets => _subscriptions.SelectMany(subscription => subscription.Refused).Distinct().Count();

    /// <summary>When something was last lost, or the session's opening.</summary>
    internal long LastLossMs => Math.Max(OpenedMs, _subscriptions.Max(subscription => subscription.LastLossMs));

    /// <summary>Takes one whole WebSocket message.</summary>
    internal void Accept(ReadOnlySpan<byte> frame, long nowMs)
    {
        _lastFrameMs = nowMs;
        _counters.Frames++;
        _counters.Bytes += frame.Length;
        var (fieldsBefore, typesBefore) = (_reader.UnknownFields, _reader.UnknownTypes);
        var message = Judge(_reader.Read(frame, Id, nowMs), frame);
        _counters.UnknownFields += _reader.UnknownFields - fieldsBefore;
        _counters.UnknownTypes += _reader.UnknownTypes - typesBefore;
        _counters.Count(message);
        _emit(message);
        if (message is ControlFrame control)
            Answer(control, nowMs);
    }

    /// <summary>Places a frame in its subscription: emits the loss that it reveals and returns what becomes of the frame.</summary>
    FeedMessage Judge(FeedMessage message, ReadOnlySpan<byte> frame)
    {
        switch (message)
        {
            case BookDeltaFrame delta:
                if (Find(delta.Sid) is not { IsBook: true } book)
                    return Stray(message, delta.Sid, delta.Sequence, frame);
                CheckSequence(book, delta.Sequence, delta.ReceivedAtMs);
                if (delta.TsMs is { } changedMs)
                    _age.Observe(delta.ReceivedAtMs - changedMs);
                return Place(delta);
            case BookSnapshotFrame snapshot:
                if (Find(snapshot.Sid) is not { IsBook: true } whole)
                    return Stray(message, snapshot.Sid, snapshot.Sequence, frame);
                CheckSequence(whole, snapshot.Sequence, snapshot.ReceivedAtMs);
                return Place(snapshot, frame);
            case TickerFrame ticker:
                if (Find(ticker.Sid) is not { Channel: KalshiChannel.Ticker } tickers)
                    return Stray(message, ticker.Sid, null, frame);
                (tickers.HasSpoken, tickers.IsSilent) = (true, false);
                return ticker;
            case TradeFrame trade:
                return Numbered(trade, KalshiChannel.Trade, trade.Sid, trade.Sequence, frame);
            case LifecycleFrame lifecycle:
                return Numbered(lifecycle, KalshiChannel.Lifecycle, lifecycle.Sid, lifecycle.Sequence, frame);
            case EventFrame news:
                return Numbered(news, KalshiChannel.Lifecycle, news.Sid, news.Sequence, frame);
            case OwnFillFrame fill:
                return Numbered(fill, KalshiChannel.Fills, fill.Sid, null, frame);
            case OwnOrderFrame order:
                return Numbered(order, KalshiChannel.Orders, order.Sid, null, frame);
            case OwnPositionFrame position:
                return Numbered(position, KalshiChannel.Positions, position.Sid, null, frame);
            case OrderGroupFrame group:
                return Numbered(group, KalshiChannel.OrderGroups, group.Sid, group.Sequence, frame);
            case ControlFrame { Sid: { } sid, Sequence: { } sequence } when Find(sid) is { } answered:
                CheckSequence(answered, sequence, message.ReceivedAtMs);
                return message;
            case MalformedFrame malformed:
                LoseWhatItTouches(malformed);
                return malformed;
            default:
                return message;
        }
    }

    FeedMessage Place(BookDeltaFrame delta)
    {
        var market = _reader.Market;
        if (market is { IsContinuous: true })
        {
            market.Sequence = delta.Sequence;
            return delta;
        }
        return new RefusedDeltaFrame(
            delta.Session, delta.ReceivedAtMs, delta.Sid, delta.Sequence, delta.Ticker, delta.Side, delta.Price, delta.Change,
            market is null ? "the market is not subscribed" : "the book waits for its snapshot");
    }

    FeedMessage Place(BookSnapshotFrame snapshot, ReadOnlySpan<byte> frame)
    {
        if (_reader.Market is not { } market)
            return Malformed(snapshot, snapshot.Sid, snapshot.Sequence, $"market_ticker: '{snapshot.Ticker}' is not subscribed", frame);
        market.Sequence = snapshot.Sequence;
        market.IsContinuous = true;
        market.SnapshotDueMs = long.MaxValue;
        return snapshot;
    }

    FeedMessage Numbered(FeedMessage message, KalshiChannel channel, int sid, long? sequence, ReadOnlySpan<byte> frame)
    {
        if (Find(sid) is not { } subscription || subscription.Channel != channel)
            return Stray(message, sid, sequence, frame);
        if (sequence is { } number)
            CheckSequence(subscription, number, message.ReceivedAtMs);
        return message;
    }

    void CheckSequence(Subscription subscription, long received, long nowMs)
    {
        var expected = subscription.Sequence + 1;
        subscription.Sequence = Math.Max(subscription.Sequence, received);
        // Before the first frame of a subscription no book is continuous: there is nothing to lose yet. News of our own is.
        if (received == expected || (expected == 1 && !subscription.IsPrivate))
            return;
        _counters.SequenceGaps++;
        Lose(subscription, expected, received, received > expected ? "sequence gap" : "sequence repeated or out of order", nowMs);
    }

    MalformedFrame Stray(FeedMessage message, int sid, long? sequence, ReadOnlySpan<byte> frame) =>
        Malformed(message, sid, sequence, $"sid: {sid} is no subscription of this session for such a frame", frame);

    MalformedFrame Malformed(FeedMessage message, int sid, long? sequence, string reason, ReadOnlySpan<byte> frame) =>
        new(Id, message.ReceivedAtMs, sid, sequence, message.GetType().Name, reason,
            frame[..Math.Min(frame.Length, MalformedFrame.RawMax)].ToArray(), frame.Length);

    Subscription? Find(int? sid)
    {
        if (sid is not null)
            foreach (var subscription in _subscriptions)
                if (subscription.Sid == sid)
                    return subscription;
        return null;
    }
}
