namespace Kalshi.Trading.Universe;

/// <summary>Picks the markets of a tick: strategy.md section 5, the database engine's rules.</summary>
public static class UniverseSelector
{
    /// <summary>The markets near the spot that can be traded now.</summary>
    /// <param name="quotes">The latest quote of each market.</param>
    /// <param name="spotPrice">Dollars, positive.</param>
    /// <param name="nowTs">Unix seconds.</param>
    public static UniverseSelection Select(
        IEnumerable<Contract> contracts,
        IReadOnlyDictionary<MarketTicker, Quote> quotes,
        double spotPrice,
        long nowTs,
        UniverseParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spotPrice);
        var skipped = new List<MarketSkip>();
        var tradable = new List<SelectedMarket>();
        var tally = new Dictionary<string, int>();
        var candidates = 0;
        foreach (var contract in contracts)
        {
            if (contract.Terms.StrikeType is null || !IsListed(contract, parameters))
                continue;
            candidates++;
            if (Fault(contract, quotes.GetValueOrDefault(contract.Ticker), nowTs, parameters) is { } reason)
            {
                skipped.Add(new(contract.Ticker, reason));
                tally[reason] = tally.GetValueOrDefault(reason) + 1;
            }
            else
            {
                tradable.Add(Measure(contract, spotPrice, nowTs));
            }
        }
        tradable.Sort(NearestFirst);
        var (method, count) = HowMany(tradable, parameters);
        skipped.AddRange(tradable[count..].Select(m => new MarketSkip(m.Ticker, SkipReason.OutsideSelection)));
        return new(method, tradable[..count], skipped, Count(candidates, tally));
    }

    static bool IsListed(Contract contract, UniverseParameters parameters) =>
        (parameters.RequiredStatus is not { } status || contract.Status == status)
        && (parameters.Series.Count == 0 || parameters.Series.Any(series => Belongs(contract.Ticker.Value, series)));

    static bool Belongs(string ticker, string series) =>
        ticker.StartsWith(series, StringComparison.Ordinal) && (ticker.Length == series.Length || ticker[series.Length] == '-');

    static string? Fault(Contract contract, Quote? quote, long nowTs, UniverseParameters parameters)
    {
        if (!contract.Terms.HasBounds)
            return SkipReason.MissingBounds;
        if (contract.SelectionCloseTs is not { } close)
            return SkipReason.MissingSettlementTs;
        if (close < nowTs - UniverseParameters.ExpiryToleranceSeconds)
            return SkipReason.ExpiredContract;
        if (close > nowTs + parameters.HorizonLimitSeconds)
            return SkipReason.HorizonOutOfRange;
        if (!parameters.RequireQuotes)
            return null;
        if (quote is null || !(quote.Ts >= nowTs - parameters.FreshnessSeconds))
            return SkipReason.MissingQuote;
        return parameters.Asks.Selects(quote.YesAsk) || parameters.Asks.Selects(quote.NoAsk) ? null : SkipReason.MissingBothSides;
    }

    static SelectedMarket Measure(Contract contract, double spotPrice, long nowTs)
    {
        var close = contract.SelectionCloseTs!.Value;
        var distance = Math.Abs(contract.Terms.ReferencePrice!.Value - spotPrice) / spotPrice * 100.0;
        return new(contract, distance, close, close - nowTs);
    }

    static int NearestFirst(SelectedMarket a, SelectedMarket b) =>
        a.DistancePct.CompareTo(b.DistancePct) is not 0 and var byDistance
            ? byDistance
            : string.CompareOrdinal(a.Ticker.Value, b.Ticker.Value);

    static (string Method, int Count) HowMany(List<SelectedMarket> nearestFirst, UniverseParameters parameters)
    {
        var inBand = nearestFirst.Count(m => m.DistancePct <= parameters.PctBand);
        var wanted = Math.Min(parameters.TopN, nearestFirst.Count);
        return parameters.TopN > 0 && inBand < wanted
            ? (UniverseSelection.TopNMethod, wanted)
            : (UniverseSelection.PctBandMethod, inBand);
    }

    static UniverseCounters Count(int candidates, Dictionary<string, int> tally) => new(
        candidates,
        tally.GetValueOrDefault(SkipReason.MissingBounds),
        tally.GetValueOrDefault(SkipReason.MissingSettlementTs),
        tally.GetValueOrDefault(SkipReason.ExpiredContract),
        tally.GetValueOrDefault(SkipReason.HorizonOutOfRange),
        tally.GetValueOrDefault(SkipReason.MissingQuote),
        tally.GetValueOrDefault(SkipReason.MissingBothSides));
}
