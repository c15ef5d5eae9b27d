using Kalshi.Trading.Universe;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Edges;

/// <summary>One market at one edge tick, as the opportunity decision sees it. Quotes are in cents, expected values in dollars.</summary>
public sealed record MarketSnapshot
{
    public required MarketTicker Market { get; init; }

    /// <summary>The tick, Unix seconds; a snapshot without it is skipped.</summary>
    public required long? AsOfTs { get; init; }

    public long? SettlementTs { get; init; }
    public long? SpotTs { get; init; }
    public double? SpotPrice { get; init; }
    public double? SigmaAnnualized { get; init; }

    /// <summary>Clamped model probability of YES.</summary>
    public double? ProbabilityYes { get; init; }

    public double? ProbabilityYesRaw { get; init; }

    /// <summary>From the spot tick to settlement.</summary>
    public long? HorizonSeconds { get; init; }

    public long? QuoteTs { get; init; }
    public double? YesBid { get; init; }
    public double? YesAsk { get; init; }
    public double? NoBid { get; init; }
    public double? NoAsk { get; init; }
    public double? YesMid { get; init; }
    public double? NoMid { get; init; }

    /// <summary>For one contract; null when the side could not be taken.</summary>
    public double? EvTakeYes { get; init; }

    /// <inheritdoc cref="EvTakeYes"/>
    public double? EvTakeNo { get; init; }

    /// <summary>AsOfTs minus SpotTs.</summary>
    public long? SpotAgeSeconds { get; init; }

    /// <summary>AsOfTs minus QuoteTs.</summary>
    public long? QuoteAgeSeconds { get; init; }

    /// <summary>Dollars; the lower one of a range.</summary>
    public double? Strike { get; init; }

    public SigmaMetadata Sigma { get; init; }
    public EdgeBasis Basis { get; init; }

    /// <summary>A snapshot of an edge, with the quote as it came: asks that cannot be taken included.</summary>
    public static MarketSnapshot Of(Edge edge, Quote quote, SpotPoint spot, SigmaEstimate sigma, SigmaParameters parameters) => new()
    {
        Market = edge.Market,
        AsOfTs = edge.Ts,
        SettlementTs = edge.SettlementTs,
        SpotTs = spot.Ts,
        SpotPrice = edge.SpotPrice,
        SigmaAnnualized = edge.SigmaAnnualized,
        ProbabilityYes = edge.Probability.Clamped,
        ProbabilityYesRaw = edge.Probability.Raw,
        HorizonSeconds = edge.HorizonSeconds,
        QuoteTs = quote.Ts,
        YesBid = quote.YesBid,
        YesAsk = quote.YesAsk,
        NoBid = quote.NoBid,
        NoAsk = quote.NoAsk,
        YesMid = quote.YesMid ?? (quote.YesBid + quote.YesAsk) / 2.0,
        NoMid = quote.NoMid ?? (quote.NoBid + quote.NoAsk) / 2.0,
        EvTakeYes = edge.EvTakeYes,
        EvTakeNo = edge.EvTakeNo,
        SpotAgeSeconds = edge.Ts - spot.Ts,
        QuoteAgeSeconds = edge.Ts - quote.Ts,
        Strike = edge.Terms.Strike,
        Sigma = new(
            sigma.SourceName, sigma.Ok, sigma.Reason, sigma.ReasonContext,
            sigma.PointsUsed, parameters.MinPoints, sigma.LookbackSecondsUsed, parameters.MinLookbackSeconds),
        Basis = new(edge.Probability.Clamped, edge.YesAsk, edge.NoAsk),
    };
}
