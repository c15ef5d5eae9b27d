using System.Runtime.InteropServices;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Edges;

/// <summary>From spot history, catalogue and quotes to edges and snapshots: the reference's compute_edges without its database.</summary>
public sealed class EdgeEngine(EdgeParameters parameters, IProbabilityModel model)
{
    public EdgeEngine(EdgeParameters parameters) : this(parameters, TerminalPriceModel.Instance)
    {
    }

    public EdgeParameters Parameters => parameters;

    /// <summary>One tick. Pure: the same inputs give the same outputs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A knob of the volatility estimate is out of range.</exception>
    public EdgeTick Compute(EdgeInputs inputs)
    {
        if (inputs.Spot is not { Price: > 0.0 } spot)
            return Failed(inputs, EdgeTick.SpotMissing, null, null, new Dictionary<string, int>());
        var sigma = SigmaEstimator.Estimate(inputs.SpotHistory.Span, inputs.NowTs, parameters.Sigma, inputs.LastGoodSigma);
        var selection = UniverseSelector.Select(inputs.Contracts, inputs.Quotes, spot.Price, inputs.NowTs, parameters.Universe);
        if (selection.Selected.Count == 0)
            return Failed(inputs, EdgeTick.NoRelevantMarkets, sigma, selection, selection.Counters.SkipReasons());

        var pass = new Pass(parameters, model, inputs, spot, sigma);
        foreach (var market in selection.Selected)
            pass.Take(market.Contract);
        return new(
            inputs.NowTs, null, spot, sigma, selection, pass.Edges, pass.Snapshots, pass.SkipReasons,
            [.. selection.Skipped, .. pass.Skips], pass.Skips.Count, Coverage(inputs, selection));
    }

    static EdgeTick Failed(
        EdgeInputs inputs, string error, SigmaEstimate? sigma, UniverseSelection? selection, IReadOnlyDictionary<string, int> reasons) =>
        new(inputs.NowTs, error, inputs.Spot, sigma, selection, [], [], reasons, selection?.Skipped ?? [], 0, default);

    EdgeQuoteCoverage Coverage(EdgeInputs inputs, UniverseSelection selection)
    {
        long? latest = null;
        var recent = 0;
        foreach (var market in selection.Selected)
        {
            if (inputs.Quotes.GetValueOrDefault(market.Ticker)?.Ts is not { } ts)
                continue;
            latest = Math.Max(latest ?? ts, ts);
            if (ts >= inputs.NowTs - parameters.Universe.FreshnessSeconds)
                recent++;
        }
        return new(latest, inputs.NowTs - latest, recent);
    }

    /// <summary>One walk over the selected markets.</summary>
    sealed class Pass(EdgeParameters parameters, IProbabilityModel model, EdgeInputs inputs, SpotPoint spot, SigmaEstimate sigma)
    {
        internal List<Edge> Edges { get; } = [];
        internal List<MarketSnapshot> Snapshots { get; } = [];
        internal List<MarketSkip> Skips { get; } = [];
        internal Dictionary<string, int> SkipReasons { get; } = [];

        internal void Take(Contract contract)
        {
            if (contract.Times.SettlementTsOrNull is not { } settlementTs)
            {
                Skip(contract, SkipReason.MissingSettlementTs);
                return;
            }
            var remaining = settlementTs - inputs.NowTs;
            var quote = inputs.Quotes.GetValueOrDefault(contract.Ticker);
            if (Fault(remaining, quote) is { } reason)
            {
                Skip(contract, reason);
                return;
            }
            Price(contract, quote!, settlementTs, Math.Max(remaining, 0));
        }

        string? Fault(long remainingSeconds, Quote? quote)
        {
            if (remainingSeconds < -UniverseParameters.ExpiryToleranceSeconds)
                return SkipReason.ExpiredContract;
            if (remainingSeconds > parameters.Universe.HorizonLimitSeconds)
                return SkipReason.HorizonOutOfRange;
            if (quote is null || !(quote.Ts >= inputs.NowTs - parameters.Universe.FreshnessSeconds))
                return SkipReason.MissingQuote;
            if (EdgeRules.IsCrossed(quote.YesAsk, quote.NoAsk))
                return SkipReason.CrossedMarket;
            return parameters.Universe.Asks.Admits(quote.YesAsk) || parameters.Universe.Asks.Admits(quote.NoAsk)
                ? null
                : SkipReason.MissingBothSides;
        }

        void Price(Contract contract, Quote quote, long settlementTs, long selectionHorizon)
        {
            var admitted = quote with
            {
                YesAsk = Admit(quote.YesAsk, SkipReason.MissingYesAsk),
                NoAsk = Admit(quote.NoAsk, SkipReason.MissingNoAsk),
            };
            var state = new UnderlyingState(
                spot.Price, sigma.Sigma, Math.Max(settlementTs - spot.Ts, 0), Observed(settlementTs));
            var edge = EdgeRules.ForMarket(model, contract, admitted, state, inputs.NowTs, parameters.Contracts, selectionHorizon);
            if (edge is null)
            {
                Skip(contract, SkipReason.InvalidEdge);
                return;
            }
            Edges.Add(edge);
            if (parameters.KeepOneSidedMarkets || edge is { EvTakeYes: not null, EvTakeNo: not null })
                Snapshots.Add(MarketSnapshot.Of(edge, quote, spot, sigma, parameters.Sigma));
        }

        double? Admit(double? ask, string reason)
        {
            if (parameters.Universe.Asks.Admits(ask))
                return ask;
            Count(reason);
            return null;
        }

        ObservedAverage Observed(long settlementTs) =>
            model.SettlementWindowSeconds == 0
                ? default
                : SettlementWindow.Observed(inputs.SpotHistory.Span, settlementTs, model.SettlementWindowSeconds, spot.Ts);

        void Skip(Contract contract, string reason)
        {
            Skips.Add(new(contract.Ticker, reason));
            Count(reason);
        }

        void Count(string reason) => CollectionsMarshal.GetValueRefOrAddDefault(SkipReasons, reason, out _)++;
    }
}
