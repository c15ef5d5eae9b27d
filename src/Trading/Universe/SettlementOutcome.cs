using Kalshi.Trading.Probability;

namespace Kalshi.Trading.Universe;

/// <summary>Who won a settled market: strategy.md section 8.</summary>
public static class SettlementOutcome
{
    /// <summary>The venue's result where it gives one, otherwise the settlement value held against the terms.</summary>
    /// <param name="result">yes, no, true, false, 1 or 0, in any case.</param>
    /// <param name="settlementValue">Dollars of the underlying.</param>
    /// <returns>1 for YES, 0 for NO, null when neither tells.</returns>
    public static int? Of(string? result, double? settlementValue, in ContractTerms terms) =>
        result?.Trim().ToLowerInvariant() switch
        {
            "yes" or "true" or "1" => 1,
            "no" or "false" or "0" => 0,
            _ => settlementValue is { } value ? terms.Pays(value) switch { true => 1, false => 0, null => null } : null,
        };
}
