namespace Kalshi.Trading.Risk;

/// <summary>What a position or an order has at stake in one market.</summary>
/// <param name="Contracts">Of either side, not negative.</param>
/// <param name="Notional">Dollars paid or offered for them, without fees.</param>
/// <param name="WorstCaseLoss">What is lost when the market settles against us, fees included.</param>
public sealed record Stake(string Venue, MarketTicker Market, Quantity Contracts, Money Notional, Money WorstCaseLoss);
