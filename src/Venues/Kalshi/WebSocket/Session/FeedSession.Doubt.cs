using Kalshi.Trading;

namespace Kalshi.Venues;

// What is wrong though every number is in order.
sealed partial class FeedSession
{
    /// <summary>A subscription that was confirmed and says nothing is made again, at a pace that can go on for ever.</summary>
    void TickFirstMessage(Subscription subscription, long nowMs)
    {
        if (nowMs < subscription.FirstMessageDueMs || subscription.HasSpoken || subscription.Sid is null || subscription.IsBusy)
            return;
        _counters.SilentSubscriptions++;
        subscription.IsSilent = true;
        subscription.FirstMessageDueMs = long.MaxValue;
        subscription.NotBeforeMs = nowMs + (long)_options.StableAfter.TotalMilliseconds;
        Send(CommandKind.Unsubscribe, subscription, [], nowMs, _options.CommandTimeout);
    }

    /// <summary>A book is wrong though its numbers are in order: it is stale at once, and asked for again.</summary>
    internal void Distrust(MarketTicker ticker, string reason, long nowMs)
    {
        if (_subscriptions.FirstOrDefault(subscription => subscription is { IsBook: true, Sid: not null }) is not { } books
            || _markets.Find(ticker) is not { IsContinuous: true } market)
            return;
        _counters.Distrusted++;
        market.IsContinuous = false;
        EmitLoss(books, [ticker], null, null, reason, nowMs);
        if (++market.Distrusts > _options.ResyncsMax)
            Break($"the book of {ticker} is wrong for the {market.Distrusts}th time in a row: {reason}");
        else
            AskForSnapshots(books, [ticker], _options.SnapshotTimeout, nowMs);
    }

    /// <summary>A book was found right.</summary>
    internal void Confirm(MarketTicker ticker)
    {
        if (_markets.Find(ticker) is { } market)
            market.Distrusts = 0;
    }
}
