namespace Kalshi.Trading.Risk;

/// <summary>The most that may be at stake in one scope, resting and unknown orders included.</summary>
/// <param name="Notional">Dollars paid for contracts at cost or limit price, without fees.</param>
/// <param name="Contracts">Contracts of either side.</param>
public sealed record ExposureCap(Money Notional, Quantity Contracts);
