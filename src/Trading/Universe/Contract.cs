using Kalshi.Trading.Probability;

namespace Kalshi.Trading.Universe;

/// <summary>A contract as the catalogue knows it.</summary>
/// <param name="Times">The contract's own times.</param>
/// <param name="MarketTimes">The market's, used by the selection where the contract's are absent.</param>
/// <param name="Status">The market's status word, e.g. active.</param>
public sealed record Contract(
    MarketTicker Ticker,
    ContractTerms Terms,
    ContractTimes Times,
    ContractTimes MarketTimes = default,
    string? Status = null)
{
    /// <summary>The time that the selection counts its horizon to: the first that is there, zero included.</summary>
    public long? SelectionCloseTs =>
        Times.CloseTs ?? MarketTimes.CloseTs
        ?? Times.ExpectedExpirationTs ?? MarketTimes.ExpectedExpirationTs
        ?? Times.SettlementTs ?? MarketTimes.SettlementTs;
}
