using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Grains.Opportunities;
using Kalshi.Storage;
using Kalshi.Trading;
using Kalshi.Trading.Opportunities;

namespace Kalshi.Silo.Operations;

/// <summary>A market over time, and one of its decisions taken apart; both from the record.</summary>
static class HistoryEndpoints
{
    const int MaxSeconds = 24 * 3600;
    const int MaxPoints = 1000;

    internal static void MapHistory(this WebApplication app)
    {
        app.MapGet("/api/markets/{ticker}/history", HistoryAsync);
        app.MapGet("/api/markets/{ticker}/decisions/{ts:long}", ExplainAsync);
    }

    static async Task<IResult> HistoryAsync(MarketHistory history, VenueClock clock, string ticker, int? seconds, CancellationToken stop)
    {
        if (!MarketTicker.TryParse(ticker, out var market))
            return Results.Problem($"'{ticker}' is not a market ticker", statusCode: 400);
        if (seconds is < 1 or > MaxSeconds)
            return Results.Problem($"seconds {seconds} is not 1 to {MaxSeconds}", statusCode: 400);
        var now = clock.NowTs;
        var from = now - (seconds ?? 3600);
        var edges = await ReadAsync<EdgeSnapshot>(history, "edge_snapshot", market, from, now, stop);
        var decisions = await ReadAsync<OpportunityDecision>(history, "opportunity_decision", market, from, now, stop);
        return Results.Ok(new MarketHistoryView(
            market.Value,
            edges is [.., var last] ? last.Strike : null,
            [.. edges.Select(e => new EdgePoint(e.AsOfTs, e.SpotPrice, e.ProbabilityYes, e.YesMidCents / 100, e.EvTakeYes, e.EvTakeNo))],
            [.. decisions.Select(d => new DecisionPoint(d.TsEval, d.WouldTrade, d.Side, d.EvNet, d.ReasonNotEligible))]));
    }

    static async Task<IResult> ExplainAsync(
        MarketHistory history, IEventRecorder recorder, OpportunityGrainOptions options, string ticker, long ts, CancellationToken stop)
    {
        if (!MarketTicker.TryParse(ticker, out var market))
            return Results.Problem($"'{ticker}' is not a market ticker", statusCode: 400);
        if (await ReadAsync<OpportunityDecision>(history, "opportunity_decision", market, ts, ts, stop) is not [.., var decision]
            || await ReadAsync<EdgeSnapshot>(history, "edge_snapshot", market, ts, ts, stop) is not [.., var edge])
            return Results.Problem($"{market} has no recorded decision at {ts}", statusCode: 404);
        var gates = DecisionExplanation.Of(
            SnapshotEvents.FromEvent(edge), decision.Side, decision.EvNet, decision.TauMinutes, decision.ReasonNotEligible, options.Loop);
        var orders = await history.OrdersOfAsync(recorder.KeyOf(decision), stop);
        return Results.Ok(new ExplanationView(
            decision, edge, gates, [.. orders.Select(order => new CausedOrder(order.OrderId, order.Status, order.Reason))]));
    }

    static async Task<IReadOnlyList<T>> ReadAsync<T>(
        MarketHistory history, string type, MarketTicker market, long from, long to, CancellationToken stop)
        where T : DomainEvent =>
        [.. (await history.PayloadsAsync(type, market.Value, from, to, MaxPoints, stop)).Select(EventJson.ParsePayload<T>)];
}

/// <summary>Probabilities are 0 to 1, expected values dollars a contract.</summary>
sealed record MarketHistoryView(string Market, double? Strike, IReadOnlyList<EdgePoint> Edges, IReadOnlyList<DecisionPoint> Decisions);

sealed record EdgePoint(long Ts, double Spot, double Model, double? Mid, double? EvYes, double? EvNo);

sealed record DecisionPoint(long Ts, bool WouldTrade, Side? Side, double? EvNet, string? Reason);

/// <summary>A decision with everything that it was made of.</summary>
/// <param name="Gates">In the strategy's order; limits as configured now.</param>
sealed record ExplanationView(
    OpportunityDecision Decision, EdgeSnapshot Snapshot, IReadOnlyList<DecisionGate> Gates, IReadOnlyList<CausedOrder> Orders);

sealed record CausedOrder(string OrderId, string Status, string? Reason);
