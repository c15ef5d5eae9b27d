namespace Kalshi.Venues;

/// <summary>All that is known about one connection to Coinbase: numbers seen, products awaited. It neither reads a clock nor a
/// socket.</summary>
/// <remarks>Not thread-safe: the feed calls it under one lock.</remarks>
sealed class CoinbaseSession(string id, CoinbaseFeedOptions options, SpotCounters counters, long openedMs, Action<SpotMessage> emit)
{
    readonly CoinbaseReader _reader = new(options.Api, options.Products);
    readonly Dictionary<string, long> _lastTickMs = options.Products.ToDictionary(product => product, _ => openedMs);
    readonly HashSet<string> _awaited = [.. options.Products];
    readonly Dictionary<string, long> _lastTradeIds = [];
    long? _lastSequence;
    long _lastMessageMs = openedMs;

    internal string Id => id;

    /// <summary>Why the connection must be closed; null while it is sound.</summary>
    internal string? Broken { get; private set; }

    /// <summary>Every product has ticked.</summary>
    internal bool IsComplete => _awaited.Count == 0;

    internal long LastMessageMs => _lastMessageMs;

    internal void Break(string reason) => Broken ??= reason;

    /// <summary>Takes one whole WebSocket message.</summary>
    internal void Accept(ReadOnlySpan<byte> frame, long nowMs)
    {
        _lastMessageMs = nowMs;
        counters.Messages++;
        counters.Bytes += frame.Length;
        var repeated = _reader.RepeatedTicks;
        var messages = _reader.Read(frame, id, nowMs);
        counters.RepeatedTicks += _reader.RepeatedTicks - repeated;
        CheckNumbers(messages[0], nowMs);
        Count(messages, nowMs);
        foreach (var message in messages)
            emit(message);
        if (messages[0] is SpotControlFrame { IsError: true } error)
            Break($"the venue says: {error.Text}");
    }

    internal void Tick(long nowMs)
    {
        if (nowMs - _lastMessageMs >= (long)options.StaleAfter.TotalMilliseconds)
            Break($"stale: no message for {(nowMs - _lastMessageMs) / 1000.0} s");
        foreach (var (product, lastMs) in _lastTickMs)
            if (nowMs - lastMs >= (long)options.TickTimeout.TotalMilliseconds)
                Break($"stale: no tick of {product} for {(nowMs - lastMs) / 1000.0} s");
    }

    internal void Close(string reason, long nowMs) => emit(new SpotFeedLost(id, nowMs, reason));

    void CheckNumbers(SpotMessage first, long nowMs)
    {
        if (options.Api == CoinbaseApi.AdvancedTrade)
        {
            // One count for all channels of the connection, heartbeats and answers included.
            if (_reader.Sequence is not { } received)
                return;
            if (_lastSequence is { } last && received != last + 1)
                Gap(last + 1, received, nowMs);
            _lastSequence = Math.Max(_lastSequence ?? received, received);
        }
        else if (_reader.TradeId is { } tradeId && first is SpotTickFrame { ProductId: var product })
        {
            if (_lastTradeIds.TryGetValue(product, out var last) && tradeId != last + 1)
                Gap(last + 1, tradeId, nowMs);
            _lastTradeIds[product] = Math.Max(tradeId, last);
        }
    }

    void Gap(long expected, long received, long nowMs)
    {
        counters.Gaps++;
        emit(new SpotSequenceGap(id, nowMs, expected, received));
    }

    void Count(IReadOnlyList<SpotMessage> messages, long nowMs)
    {
        switch (messages[0])
        {
            case SpotTickFrame:
                counters.TickMessages++;
                counters.Ticks += messages.Count;
                foreach (var tick in messages.Cast<SpotTickFrame>())
                {
                    _awaited.Remove(tick.ProductId);
                    _lastTickMs[tick.ProductId] = nowMs;
                }
                break;
            case SpotHeartbeatFrame: counters.Heartbeats++; break;
            case SpotControlFrame: counters.Controls++; break;
            default: counters.Malformed++; break;
        }
    }
}
