using Kalshi.Trading.Edges;
using Kalshi.Trading.Universe;

namespace Kalshi.Trading.Opportunities;

/// <summary>Looks at one snapshot: the checks of its inputs once, then each side.</summary>
sealed class SnapshotJudge
{
    /// <summary>Dollars.</summary>
    const double InvariantTolerance = 1e-6;

    readonly MarketSnapshot _snapshot;
    readonly OpportunityConfig _config;
    readonly OpportunityCounters _counters;
    readonly double _costBuffer;
    readonly string? _inputFaults;

    internal SnapshotJudge(MarketSnapshot snapshot, OpportunityConfig config, OpportunityCounters counters)
    {
        _snapshot = snapshot;
        _config = config;
        _counters = counters;
        _costBuffer = Math.Max(config.CostBuffer, 0.0);
        _inputFaults = InputFaults();
    }

    /// <summary>A row, or the reason why the side has none.</summary>
    internal readonly record struct Verdict(OpportunityRow? Row, string? Reason);

    internal bool IsEnough(double? evNet) => evNet >= _config.MinEv;

    internal Verdict Side(Side side)
    {
        if (_inputFaults is not null)
            return new(null, _inputFaults);
        var ask = side == Trading.Side.Yes ? _snapshot.YesAsk : _snapshot.NoAsk;
        if (!new AskBand(_config.MinAskCents, _config.MaxAskCents).Contains(ask))
            return new(null, MissingAsk(side));
        var check = Check(side, ask);
        return new(Row(side, check.EvSnapshot ?? check.EvRecomputed, ask, null, check), null);
    }

    /// <summary>The pass of a snapshot or side that no expected value was counted for.</summary>
    internal OpportunityRow WithoutEv(Side side, string reason) => Row(side, null, null, reason, DecisionCheck.None);

    /// <summary>The pass of a market whose better side earns too little.</summary>
    internal OpportunityRow BelowThreshold(OpportunityRow best) =>
        Row(best.Side, best.EvRaw, best.Ask, DecisionReason.EvBelowThreshold, DecisionCheck.None);

    string? InputFaults()
    {
        string? faults = null;
        if (_snapshot.ProbabilityYes is null)
        {
            Add(DecisionReason.MissingProbability);
            _counters.MissingProbability++;
        }
        if (IsStale(_snapshot.SpotAgeSeconds, _config.MaxSpotAgeSeconds))
        {
            Add(DecisionReason.SpotStale);
            _counters.SpotStale++;
        }
        if (IsStale(_snapshot.QuoteAgeSeconds, _config.MaxQuoteAgeSeconds))
        {
            Add(DecisionReason.QuoteStale);
            _counters.QuoteStale++;
        }
        var sigma = _snapshot.Sigma;
        if (!sigma.IsPresent)
            return faults;
        if (sigma.Ok is not true)
        {
            Add(DecisionReason.SigmaNotReady);
            _counters.SigmaNotReady++;
        }
        if (sigma.PointsUsed < sigma.MinPoints)
        {
            Add(DecisionReason.SigmaPointsShort);
            _counters.SigmaPointsShort++;
        }
        if (sigma.LookbackSecondsUsed < sigma.MinLookbackSeconds)
        {
            Add(DecisionReason.SigmaHistoryShort);
            _counters.SigmaHistoryShort++;
        }
        return faults;

        void Add(string reason) => faults = faults is null ? reason : $"{faults},{reason}";
    }

    static bool IsStale(long? age, long? limit) => limit is not null && !(age <= limit);

    string MissingAsk(Side side)
    {
        if (side == Trading.Side.Yes)
        {
            _counters.MissingYesAsk++;
            return DecisionReason.MissingYesAsk;
        }
        _counters.MissingNoAsk++;
        return DecisionReason.MissingNoAsk;
    }

    DecisionCheck Check(Side side, double? ask)
    {
        var basis = _snapshot.Basis;
        var (evSnapshot, basisAsk) = side == Trading.Side.Yes
            ? (_snapshot.EvTakeYes, basis.YesAsk)
            : (_snapshot.EvTakeNo, basis.NoAsk);
        var evOfBasis = ExpectedValue.Buy(side, basis.ProbabilityYes, basisAsk);
        double? diff = evSnapshot is { } a && evOfBasis is { } b ? Math.Abs(a - b) : null;
        var failed = diff > InvariantTolerance;
        if (failed)
        {
            _counters.EvInvariantFailed++;
            _counters.EvInvariantMaxDiff = Math.Max(_counters.EvInvariantMaxDiff, diff!.Value);
        }
        return new(evSnapshot, ExpectedValue.Buy(side, _snapshot.ProbabilityYes, ask), evOfBasis, failed, diff,
            basis.ProbabilityYes is not null && basisAsk is not null);
    }

    OpportunityRow Row(Side side, double? evRaw, double? askUsed, string? reason, DecisionCheck check)
    {
        var evNet = evRaw - _costBuffer;
        var wouldTrade = IsEnough(evNet);
        var eligible = reason is null;
        if (eligible && !wouldTrade)
        {
            reason = DecisionReason.EvBelowThreshold;
            _counters.EvBelowThreshold++;
        }
        var (bid, ask) = side == Trading.Side.Yes ? (_snapshot.YesBid, _snapshot.YesAsk) : (_snapshot.NoBid, _snapshot.NoAsk);
        return new(_snapshot, side, eligible, wouldTrade, reason, askUsed, evRaw, evNet, _costBuffer,
            MarketProbability(), _snapshot.HorizonSeconds / 60.0, ask - bid, check, _config.ModelVersion);
    }

    /// <summary>The first there is of: YES mid, NO mid, middle of the YES quote, middle of the NO quote.</summary>
    double? MarketProbability() =>
        _snapshot.YesMid / 100.0
        ?? 1.0 - _snapshot.NoMid / 100.0
        ?? (_snapshot.YesBid + _snapshot.YesAsk) / 2.0 / 100.0
        ?? 1.0 - (_snapshot.NoBid + _snapshot.NoAsk) / 2.0 / 100.0;
}
