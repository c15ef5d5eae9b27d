namespace Kalshi.VenueSimulator;

/// <summary>One client's connection to the stream: its subscriptions, and what they let through.</summary>
sealed class StreamSession(Exchange exchange, SocketPeer peer, string keyId, int marketsPerSubscription) : IPublicationSink
{
    readonly SortedDictionary<int, Subscription> _subscriptions = [];
    readonly FrameFaults _faults = new();
    int _lastSid;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        exchange.Subscribers.Add(this);
        try
        {
            await peer.RunAsync(Receive, [ct => Heartbeats.PingAsync(peer.Stream, exchange.Session.Clock, ct)], cancellationToken);
        }
        finally
        {
            exchange.Subscribers.Remove(this);
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => peer.Queue.WaitForRoomAsync(cancellationToken);

    public void Publish(Publication publication)
    {
        if (publication.Recipient is { } recipient && recipient != keyId)
            return;
        foreach (var subscription in _subscriptions.Values)
        {
            if (!subscription.Covers(publication))
                continue;
            foreach (var frame in _faults.Distort(subscription.Frame(publication.Type, publication.BodyFor(keyId, subscription.YesPrices))))
            {
                if (peer.Queue.TryEnqueueData(frame))
                    continue;
                Terminate(subscription, StreamError.BufferOverflow);
                break;
            }
            // A connection has one subscription a channel, and the loop must not go on in a changed collection.
            return;
        }
    }

    public void Suffer(Fault fault)
    {
        if (fault is CutConnections)
            peer.Abort();
        else if (fault is ErrorFrame error)
            SufferError(error);
        else
            _faults.Add(fault);
    }

    void SufferError(ErrorFrame fault)
    {
        if (_subscriptions.Values.FirstOrDefault(s => s.Channel == fault.Channel) is not { } subscription)
            return;
        var error = StreamError.OfCode(fault.Code);
        if (error.IsTerminal)
            Terminate(subscription, error);
        else
            Reply(new { Type = "error", subscription.Sid, Msg = new { error.Code, Msg = error.Message } }, "error");
    }

    void Receive(ReadOnlyMemory<byte> text)
    {
        long id = 0;
        lock (exchange.Gate)
        {
            try
            {
                Handle(StreamCommand.Parse(text, out id));
            }
            catch (StreamErrorException e)
            {
                Reply(new { Id = id, Type = "error", Msg = new { e.Error.Code, Msg = e.Error.Message } }, "error");
            }
        }
    }

    void Handle(StreamCommand command)
    {
        switch (command.Name)
        {
            case "subscribe": Subscribe(command); break;
            case "unsubscribe": Unsubscribe(command); break;
            case "update_subscription": Update(command); break;
            case "list_subscriptions":
                Reply(new
                {
                    command.Id,
                    Type = "ok",
                    Msg = _subscriptions.Values.Select(s => new { s.Channel, s.Sid }),
                }, "ok");
                break;
            default: throw new StreamErrorException(StreamError.UnknownCommand);
        }
    }

    void Subscribe(StreamCommand command)
    {
        if (command.ChannelNames is not { Count: > 0 } channels)
            throw new StreamErrorException(StreamError.ChannelsRequired);
        if (channels.Any(c => !Channels.All.Contains(c)))
            throw new StreamErrorException(StreamError.UnknownChannel);
        var wanted = channels.Distinct().Select(c => (Channel: c, Keys: KeysFor(c, command))).ToList();
        StartSessionIfBooks(channels.Contains(Channels.OrderBook));
        var added = new List<(Subscription Subscription, IReadOnlyList<string> Keys)>();
        foreach (var (channel, keys) in wanted)
        {
            var subscription = OnChannel(channel, command);
            subscription.Unfiltered |= keys is null && channel != Channels.Index;
            added.Add((subscription, AddKeys(subscription, keys ?? [])));
            Reply(new { command.Id, Type = "subscribed", Msg = new { Channel = channel, subscription.Sid } }, "subscribed");
        }
        foreach (var (subscription, keys) in added)
            SendInitial(subscription, keys, command.SendInitialSnapshot);
    }

    /// <summary>Before the answer, so that whoever has the answer knows that the session has its start.</summary>
    void StartSessionIfBooks(bool books)
    {
        if (books)
            exchange.StartSession();
    }

    void Unsubscribe(StreamCommand command)
    {
        if (command.Sids is not { Count: > 0 } sids)
            throw new StreamErrorException(StreamError.SidsRequired);
        if (sids.Any(s => !_subscriptions.ContainsKey(s)))
            throw new StreamErrorException(StreamError.UnknownSid);
        foreach (var sid in sids.Distinct())
        {
            if (_subscriptions.Remove(sid, out var subscription))
                ReplyOrAbort(subscription.Answer("unsubscribed", null, command.Id));
        }
    }

    void Update(StreamCommand command)
    {
        if (command.Sids is not [var sid])
            throw new StreamErrorException(StreamError.ExactlyOneSid);
        if (!_subscriptions.TryGetValue(sid, out var subscription))
            throw new StreamErrorException(StreamError.UnknownSid);
        var action = command.Action ?? throw new StreamErrorException(StreamError.ActionRequired);
        if (subscription.Channel == Channels.Index)
        {
            UpdateIndices(subscription, action, command);
            return;
        }

        var tickers = Tickers(command) ?? throw new StreamErrorException(StreamError.MarketTickerRequired);
        switch (action)
        {
            case "add_markets":
                StartSessionIfBooks(subscription.Channel == Channels.OrderBook);
                var added = AddKeys(subscription, tickers);
                Acknowledge(subscription, command.Id);
                SendInitial(subscription, added, command.SendInitialSnapshot);
                break;
            case "delete_markets":
                subscription.Remove(tickers);
                Acknowledge(subscription, command.Id);
                break;
            case "get_snapshot" when subscription.Channel == Channels.OrderBook:
                SendSnapshots(subscription, tickers, command.Id);
                break;
            default:
                throw new StreamErrorException(StreamError.UnsupportedAction);
        }
    }

    void UpdateIndices(Subscription subscription, string action, StreamCommand command)
    {
        switch (action)
        {
            case "indexlist":
                ReplyOrAbort(subscription.Answer(
                    "cfbenchmarks_value_indexlist", WireJson.Bytes(new { IndexIds = new[] { Exchange.IndexId } }), command.Id));
                return;
            case "subscribe_indices":
                subscription.Add(IndexIds(command));
                break;
            case "unsubscribe_indices":
                subscription.Remove(IndexIds(command));
                break;
            default:
                throw new StreamErrorException(StreamError.UnsupportedAction);
        }
        ReplyOrAbort(subscription.Answer("ok", WireJson.Bytes(new { IndexIds = subscription.Keys }), command.Id));
    }

    static IReadOnlyList<string> IndexIds(StreamCommand command) =>
        command.IndexIds is { Count: > 0 } ids ? ids : throw new StreamErrorException(StreamError.IndexIdsRequired);

    /// <summary>The filter of a new subscription; null where it covers everything.</summary>
    IReadOnlyList<string>? KeysFor(string channel, StreamCommand command)
    {
        if (channel == Channels.Index)
            return command.IndexIds;
        if (Channels.IgnoresMarkets(channel))
            return null;
        if (channel != Channels.OrderBook)
            return Tickers(command);
        return command.MarketTickers is { Count: > 0 } tickers ? tickers : throw new StreamErrorException(StreamError.MarketTickerRequired);
    }

    IReadOnlyList<string>? Tickers(StreamCommand command)
    {
        if (command.MarketIds is not { } ids)
            return command.MarketTickers;
        return [.. ids.Select(id => exchange.Markets.FirstOrDefault(m => m.Terms.MarketId.ToString() == id)?.Terms.Ticker
            ?? throw new StreamErrorException(StreamError.InvalidParameter($"no market has the id {id}")))];
    }

    Subscription OnChannel(string channel, StreamCommand command)
    {
        if (_subscriptions.Values.FirstOrDefault(s => s.Channel == channel) is { } there)
            return there;
        var subscription = new Subscription(++_lastSid, channel, command.SkipTickerAck, command.UseYesPrice);
        _subscriptions.Add(subscription.Sid, subscription);
        return subscription;
    }

    IReadOnlyList<string> AddKeys(Subscription subscription, IReadOnlyList<string> keys)
    {
        if (subscription.KeyCount + keys.Count > marketsPerSubscription)
            throw new StreamErrorException(StreamError.MarketLimit);
        return subscription.Add(keys);
    }

    void Acknowledge(Subscription subscription, long id) => ReplyOrAbort(subscription.Answer(
        "ok", subscription.SkipTickerAck ? null : WireJson.Bytes(new { MarketTickers = subscription.Keys }), id));

    void SendInitial(Subscription subscription, IReadOnlyList<string> tickers, bool tickerSnapshot)
    {
        if (subscription.Channel == Channels.OrderBook)
            SendSnapshots(subscription, tickers, id: null);
        if (subscription.Channel == Channels.Ticker && tickerSnapshot)
        {
            var markets = tickers.Count > 0 ? tickers.Select(exchange.Find) : exchange.Markets;
            foreach (var market in markets)
            {
                if (market?.SummaryStamp is { } stamp)
                    ReplyOrAbort(subscription.Frame("ticker", MarketDataBodies.Ticker(market.Terms, market.Summary, stamp)));
            }
        }
    }

    /// <summary>Books that are known now; the first state of the others follows when the flow gives it.</summary>
    void SendSnapshots(Subscription subscription, IReadOnlyList<string> tickers, long? id)
    {
        foreach (var ticker in tickers)
        {
            if (exchange.Find(ticker) is { Book: not null } market)
                ReplyOrAbort(subscription.Frame("orderbook_snapshot", MarketDataBodies.Snapshot(market, subscription.YesPrices), id));
        }
    }

    /// <summary>The subscription ends with a terminal error of the venue; the connection stays.</summary>
    void Terminate(Subscription subscription, StreamError error)
    {
        _subscriptions.Remove(subscription.Sid);
        Reply(new { Type = "error", subscription.Sid, Msg = new { error.Code, Msg = error.Message } }, "error");
    }

    void Reply<T>(T reply, string type) => ReplyOrAbort(new(WireJson.Bytes(reply), new("control", type)));

    void ReplyOrAbort(OutboundFrame frame)
    {
        if (!peer.Queue.TryEnqueueReply(frame))
            peer.Abort();
    }
}
