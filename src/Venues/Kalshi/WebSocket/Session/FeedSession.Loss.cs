using Kalshi.Trading;

namespace Kalshi.Venues;

sealed partial class FeedSession
{
    /// <summary>Looks at the deadlines.</summary>
    internal void Tick(long nowMs)
    {
        foreach (var (id, command) in _pending)
            if (nowMs >= command.DueMs)
            {
                Overdue(id, command);
                break;
            }
        if (nowMs - _lastFrameMs >= (long)_options.SilenceMax.TotalMilliseconds && !_probing)
        {
            _probing = true;
            Send(CommandKind.ListSubscriptions, null, [], nowMs, _options.ProbeTimeout);
        }
        if (_age.Overdue(nowMs) is { } growth)
            Break($"the connection has fallen {growth / 1000.0} s behind");
        foreach (var subscription in _subscriptions)
        {
            if (subscription.IsBook)
                TickBooks(subscription, nowMs);
            else
                TickFirstMessage(subscription, nowMs);
            Reconcile(subscription, nowMs);
        }
    }

    void TickBooks(Subscription books, long nowMs)
    {
        if (nowMs - books.LastLossMs >= (long)_options.StableAfter.TotalMilliseconds)
            books.Resyncs = 0;
        if (books.ResyncAtMs is { } due && nowMs >= due && books.Sid is not null)
        {
            books.ResyncAtMs = null;
            AskForSnapshots(books, Waiting(books), _options.SnapshotTimeout, nowMs);
        }
        var overdue = Waiting(books).Where(ticker => nowMs >= _markets.Find(ticker)!.SnapshotDueMs).ToList();
        if (overdue.Count == 0)
            return;
        var reason = $"no snapshot of {overdue[0]} within {_options.SnapshotTimeout.TotalSeconds} s";
        if (ContinuousBooks == 0)
        {
            Lose(books, null, null, reason, nowMs);
            return;
        }
        // The others are in order, and so are the numbers: only what is missing is asked for again, at a pace that can go on for ever.
        EmitLoss(books, overdue, null, null, reason, nowMs);
        AskForSnapshots(books, overdue, _options.StableAfter, nowMs);
    }

    void AskForSnapshots(Subscription books, List<MarketTicker> tickers, TimeSpan timeout, long nowMs)
    {
        foreach (var chunk in tickers.Chunk(_options.MarketsPerCommand))
        {
            _counters.Resyncs++;
            Send(CommandKind.GetSnapshot, books, chunk, nowMs, _options.SnapshotTimeout);
        }
        foreach (var ticker in tickers)
            _markets.Find(ticker)!.SnapshotDueMs = nowMs + (long)timeout.TotalMilliseconds;
    }

    List<MarketTicker> Waiting(Subscription books) =>
        [.. books.Markets.Where(ticker => _markets.Find(ticker) is { IsContinuous: false }).Order(TickerOrder)];

    /// <summary>The numbers are shared by all markets of a subscription, so a loss spoils every one of them at once.</summary>
    void Lose(Subscription subscription, long? expected, long? received, string reason, long nowMs)
    {
        subscription.LastLossMs = nowMs;
        if (subscription.IsBook)
        {
            foreach (var market in _markets.All)
                (market.IsContinuous, market.SnapshotDueMs) = (false, long.MaxValue);
            ScheduleResync(subscription, reason, nowMs);
        }
        EmitLoss(subscription, Sent(subscription), expected, received, reason, nowMs);
    }

    void ScheduleResync(Subscription books, string reason, long nowMs)
    {
        if (books.ResyncAtMs is not null || books.Sid is null)
            return;
        if (books.Resyncs >= _options.ResyncsMax)
        {
            Break($"{reason}, after {books.Resyncs} resynchronisations in a row");
            return;
        }
        books.ResyncAtMs = nowMs + (long)_resyncBackoff.Delay(books.Resyncs).TotalMilliseconds;
        books.Resyncs++;
    }

    void EmitLoss(Subscription subscription, IEnumerable<MarketTicker> tickers, long? expected, long? received, string reason, long nowMs)
    {
        _counters.Losses++;
        _emit(new ContinuityLost(
            Id, nowMs, subscription.Channel, subscription.Sid ?? 0, [.. tickers.Order(TickerOrder)], expected, received, reason));
    }

    /// <summary>Markets that the venue may already be sending: a snapshot can overtake the answer that promises it.</summary>
    HashSet<MarketTicker> Sent(Subscription subscription) =>
        [.. subscription.Markets, .. _pending.Values
            .Where(command => command.Subscription == subscription && command.Kind is CommandKind.Subscribe or CommandKind.AddMarkets)
            .SelectMany(command => command.Tickers)];

    /// <summary>A frame of unknown content may have been anything that its envelope does not rule out.</summary>
    void LoseWhatItTouches(MalformedFrame malformed)
    {
        var reason = $"malformed frame: {malformed.Reason}";
        if (Find(malformed.Sid) is { } subscription)
        {
            if (malformed.Sequence is { } sequence)
                subscription.Sequence = Math.Max(subscription.Sequence, sequence);
            if (CountsEveryFrame(subscription))
                Lose(subscription, null, malformed.Sequence, reason, malformed.ReceivedAtMs);
        }
        else if (!_reader.EnvelopeIsWhole || _reader.IsBookFrame)
            foreach (var numbered in _subscriptions)
                if (numbered.Sid is not null && CountsEveryFrame(numbered))
                    Lose(numbered, null, null, reason, malformed.ReceivedAtMs);
    }

    static bool CountsEveryFrame(Subscription subscription) => subscription.IsBook || subscription.IsPrivate || subscription.Sequence > 0;

    /// <summary>The connection is gone: every subscription loses its continuity.</summary>
    internal void Close(string reason, long nowMs)
    {
        foreach (var market in _markets.All)
            market.IsContinuous = false;
        foreach (var subscription in _subscriptions)
            if (subscription.Sid is not null)
            {
                EmitLoss(subscription, Sent(subscription), null, null, reason, nowMs);
                subscription.Sid = null;
            }
    }

    /// <summary>Marks the connection as no longer sound; the first reason counts.</summary>
    internal void Break(string reason) => Broken ??= reason;

    static readonly Comparer<MarketTicker> TickerOrder =
        Comparer<MarketTicker>.Create(static (a, b) => string.CompareOrdinal(a.Value, b.Value));
}
