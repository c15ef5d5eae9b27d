using Kalshi.Trading;

namespace Kalshi.Venues;

sealed partial class FeedSession
{
    /// <summary>Commands that fail in a row on one subscription before the connection is given up.</summary>
    const int CommandFailuresMax = 5;

    readonly SortedDictionary<long, PendingCommand> _pending = [];
    long _lastCommandId;
    bool _probing;

    /// <summary>Replaces the set of markets that the feed wants.</summary>
    internal void Watch(IReadOnlyCollection<MarketTicker> tickers, long nowMs)
    {
        _desired.Clear();
        _desired.UnionWith(tickers);
        foreach (var ticker in _desired)
            _markets.Add(ticker);
        foreach (var subscription in _subscriptions)
        {
            // A refusal is remembered as long as somebody wants the market: others come and go all day.
            subscription.Refused.IntersectWith(_desired);
            Reconcile(subscription, nowMs);
        }
        Forget();
    }

    /// <summary>Sends the one command that brings the subscription nearer to what is wanted, if any.</summary>
    void Reconcile(Subscription subscription, long nowMs)
    {
        if (subscription.IsBusy || nowMs < subscription.NotBeforeMs)
            return;
        var missing = subscription.TakesMarkets ? Missing(subscription) : [];
        if (subscription.Sid is not { } sid)
        {
            if (missing.Count > 0 || !subscription.TakesMarkets)
                Send(CommandKind.Subscribe, subscription, missing, nowMs, _options.CommandTimeout);
            return;
        }
        var surplus = subscription.Markets.Where(ticker => !_desired.Contains(ticker)).Order(TickerOrder).Take(_options.MarketsPerCommand).ToList();
        if (missing.Count > 0)
            Send(CommandKind.AddMarkets, subscription, missing, nowMs, _options.CommandTimeout);
        else if (surplus.Count > 0 && _desired.Count == 0)
            Send(CommandKind.Unsubscribe, subscription, [], nowMs, _options.CommandTimeout);
        else if (surplus.Count > 0)
            Send(CommandKind.DeleteMarkets, subscription, surplus, nowMs, _options.CommandTimeout);
    }

    List<MarketTicker> Missing(Subscription subscription) =>
        [.. _desired.Where(ticker => !subscription.Markets.Contains(ticker) && !subscription.Refused.Contains(ticker))
            .Order(TickerOrder).Take(_options.MarketsPerCommand)];

    void Send(CommandKind kind, Subscription? subscription, IReadOnlyList<MarketTicker> tickers, long nowMs, TimeSpan timeout)
    {
        var id = ++_lastCommandId;
        _pending.Add(id, new(kind, subscription, tickers, nowMs + (long)timeout.TotalMilliseconds));
        if (subscription is not null && kind != CommandKind.GetSnapshot)
            subscription.IsBusy = true;
        Outgoing.Enqueue(kind switch
        {
            CommandKind.Subscribe => KalshiCommand.Subscribe(id, subscription!, tickers),
            CommandKind.AddMarkets => KalshiCommand.Update(id, subscription!, "add_markets", tickers),
            CommandKind.DeleteMarkets => KalshiCommand.Update(id, subscription!, "delete_markets", tickers),
            CommandKind.GetSnapshot => KalshiCommand.Update(id, subscription!, "get_snapshot", tickers),
            CommandKind.Unsubscribe => KalshiCommand.Unsubscribe(id, subscription!.Sid!.Value),
            _ => KalshiCommand.ListSubscriptions(id),
        });
    }

    void Answer(ControlFrame control, long nowMs)
    {
        PendingCommand? command = null;
        if (control.CommandId is { } id && _pending.Remove(id, out command) && command.Subscription is { } asked)
            asked.IsBusy = command.Kind == CommandKind.GetSnapshot && asked.IsBusy;
        if (control.Kind == ControlKind.Error)
            AnswerError(control, command, nowMs);
        else if (command is { Kind: CommandKind.ListSubscriptions })
            AnswerListing(control, nowMs);
        else if (command is { Subscription: { } subscription })
            Acknowledge(control, command, subscription, nowMs);
        foreach (var each in _subscriptions)
            Reconcile(each, nowMs);
        Forget();
    }

    void Acknowledge(ControlFrame control, PendingCommand command, Subscription subscription, long nowMs)
    {
        subscription.CommandFailures = 0;
        switch (command.Kind)
        {
            case CommandKind.Subscribe when control is { Kind: ControlKind.Subscribed, Sid: { } sid }:
                subscription.Sid = sid;
                subscription.Sequence = 0;
                subscription.HasSpoken = false;
                if (subscription.PromisesFirstMessage)
                    subscription.FirstMessageDueMs = nowMs + (long)_options.FirstMessageTimeout.TotalMilliseconds;
                AddMarkets(subscription, command.Tickers, nowMs);
                break;
            case CommandKind.AddMarkets when control.Kind == ControlKind.Ok:
                // The venue lists the whole subscription; without a list the command's word stands.
                var refused = control.Tickers.Count == 0 ? [] : command.Tickers.Except(control.Tickers).ToList();
                subscription.Refused.UnionWith(refused);
                AddMarkets(subscription, command.Tickers.Except(refused), nowMs);
                break;
            case CommandKind.DeleteMarkets when control.Kind == ControlKind.Ok:
                subscription.Markets.ExceptWith(command.Tickers);
                EndBooks(subscription, command.Tickers);
                break;
            case CommandKind.Unsubscribe when control.Kind is ControlKind.Unsubscribed or ControlKind.Ok:
                End(subscription);
                break;
            case CommandKind.GetSnapshot:
                break;
            default:
                Break($"the venue answered a {command.Kind} of {subscription.WireName} with {control.Kind}");
                break;
        }
    }

    void AddMarkets(Subscription subscription, IEnumerable<MarketTicker> tickers, long nowMs)
    {
        foreach (var ticker in tickers)
        {
            subscription.Markets.Add(ticker);
            if (subscription.IsBook && _markets.Find(ticker) is { IsContinuous: false } market)
                market.SnapshotDueMs = nowMs + (long)_options.SnapshotTimeout.TotalMilliseconds;
        }
    }

    void AnswerError(ControlFrame control, PendingCommand? command, long nowMs)
    {
        const int ChannelError = 10, BufferOverflow = 25, MarketLimit = 26;
        var reason = $"error {control.Code}: {control.Text}";
        var subscription = command?.Subscription ?? Find(control.Sid);
        if (control.Code is ChannelError or BufferOverflow && subscription is not null)
        {
            Lose(subscription, null, null, reason, nowMs);
            End(subscription);
            Fail(subscription, reason, nowMs);
        }
        else if (command is { Kind: CommandKind.GetSnapshot })
        {
            // While other books are in order a refusal is about these markets; their deadline asks again.
            if (ContinuousBooks == 0)
                Break($"the venue refuses snapshots: {reason}");
        }
        else if (command is { Subscription: { } asked })
        {
            // The books' numbers go on, so a refused command spoils nothing.
            asked.Refused.UnionWith(control.Code == MarketLimit ? command.Tickers : control.Tickers.Intersect(command.Tickers));
            Fail(asked, reason, nowMs);
        }
        else if (subscription is not null)
            Lose(subscription, null, null, reason, nowMs);
    }

    void Fail(Subscription subscription, string reason, long nowMs)
    {
        if (++subscription.CommandFailures > CommandFailuresMax)
            Break($"{subscription.CommandFailures} commands of {subscription.WireName} failed in a row, the last with {reason}");
        subscription.NotBeforeMs = nowMs + (long)_resyncBackoff.Delay(subscription.CommandFailures).TotalMilliseconds;
    }

    void AnswerListing(ControlFrame control, long nowMs)
    {
        _probing = false;
        if (control.Subscriptions is not { } listed)
            return;
        foreach (var subscription in _subscriptions)
            if (subscription.Sid is { } sid && !listed.Any(each => each.Sid == sid))
            {
                Lose(subscription, null, null, $"the venue no longer lists subscription {sid}", nowMs);
                End(subscription);
            }
    }

    void Overdue(long id, PendingCommand command)
    {
        _pending.Remove(id);
        if (command.Kind == CommandKind.GetSnapshot)
            return; // Its snapshots have a deadline of their own.
        _probing = false;
        if (command.Kind != CommandKind.ListSubscriptions)
            Break($"no answer to command {id} ({command.Kind} of {command.Subscription!.WireName}) within {_options.CommandTimeout.TotalSeconds} s");
        else if (_lastFrameMs <= command.DueMs - (long)_options.ProbeTimeout.TotalMilliseconds)
            Break($"silence: no frame for {(command.DueMs - _lastFrameMs) / 1000.0} s, not even an answer to a question");
    }

    void End(Subscription subscription)
    {
        EndBooks(subscription, subscription.Markets);
        subscription.Sid = null;
        subscription.Sequence = 0;
        subscription.Markets.Clear();
        subscription.ResyncAtMs = null;
        subscription.FirstMessageDueMs = long.MaxValue;
    }

    void EndBooks(Subscription subscription, IEnumerable<MarketTicker> tickers)
    {
        if (subscription.IsBook)
            foreach (var ticker in tickers)
                if (_markets.Find(ticker) is { } market)
                    (market.IsContinuous, market.SnapshotDueMs) = (false, long.MaxValue);
    }

    /// <summary>Drops markets that neither we want nor the venue sends.</summary>
    void Forget()
    {
        foreach (var market in _markets.All.ToList())
            if (!_desired.Contains(market.Ticker) && !_subscriptions.Any(subscription => subscription.Markets.Contains(market.Ticker)
                || subscription.IsBusy))
                _markets.Remove(market.Ticker);
    }
}
