using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;

namespace Kalshi.Simulation.Invariants;

/// <summary>A take stands on a recorded snapshot whose spot and quote are recorded events, young by the process's clock and by the
/// true one, of a market that is still open and not near its end.</summary>
sealed class NoDecisionOnStaleInputs(Facts facts) : Invariant("no decision on stale inputs", facts)
{
    // strategy.md section 7, stated a second time.
    const double QuarterHourMinutes = 4, DailyMinutes = 10;

    readonly HashSet<(long Ts, double Price)> _ticks = [];
    readonly Dictionary<string, NaiveMarket> _markets = [];

    internal override void Recorded(StoredEvent stored)
    {
        switch (stored.Payload)
        {
            case SpotTick e:
                _ticks.Add((e.Ts, e.Price.Value));
                break;
            case OpportunityDecision { WouldTrade: true } e:
                Check(e);
                break;
            case OrderBookDelta or OrderBookSnapshot or FeedGap or QuoteUpdate:
                Market(stored.Payload.Key).Apply(stored.Payload);
                break;
        }
    }

    NaiveMarket Market(string market)
    {
        if (!_markets.TryGetValue(market, out var known))
            _markets.Add(market, known = new());
        return known;
    }

    void Check(OpportunityDecision take)
    {
        if (!Facts.Snapshots.TryGetValue((take.Market.Value, take.TsEval), out var snapshot))
        {
            Require(false, $"the take of {take.Market} at {take.TsEval} has no recorded snapshot");
            return;
        }
        var limit = Facts.Scenario.MaxAgeSeconds;
        Require(snapshot is { SpotTs: { } spot } && take.TsEval - spot <= limit, $"spot of {snapshot.SpotTs} at {take.TsEval}, oldest allowed is {limit} s");
        Require(snapshot is { QuoteTs: { } quote } && take.TsEval - quote <= limit, $"quote of {snapshot.QuoteTs} at {take.TsEval}, oldest allowed is {limit} s");
        Require(snapshot.SigmaOk, $"the take of {take.Market} at {take.TsEval} stands on a volatility that is not ready: {snapshot.SigmaReason}");
        Require(
            snapshot.SpotTs is { } ts && _ticks.Contains((ts, snapshot.SpotPrice)),
            $"the spot {snapshot.SpotPrice} of {snapshot.SpotTs} was never recorded");
        Require(
            Market(take.Market.Value).HasShown(snapshot.QuoteTs, snapshot.YesBidCents, snapshot.YesAskCents),
            $"{take.Market} never showed {snapshot.YesBidCents} / {snapshot.YesAskCents} at {snapshot.QuoteTs}");
        // The true clock: the limit, the clock's error, and a pace between the tick's start and the decision's record.
        var oldest = Facts.Now - TimeSpan.FromSeconds(limit) - Facts.ClockError - Facts.Scenario.Pace * 2;
        Require(snapshot.SpotTs >= oldest.ToUnixTimeSeconds(), $"at {Facts.Now:O} a take stands on the spot of {snapshot.SpotTs}");
        var minutes = take.Market.Series == "KXBTC15M" ? QuarterHourMinutes : DailyMinutes;
        Require(take.TauMinutes >= minutes, $"{take.Market} is taken {take.TauMinutes} minutes before its end");
        Require(
            Facts.Now < DateTimeOffset.FromUnixTimeSeconds(take.SettlementTs!.Value) + Facts.ClockError + Facts.Scenario.Pace * 2,
            $"{take.Market} is taken at {Facts.Now:O} after its end");
    }
}
