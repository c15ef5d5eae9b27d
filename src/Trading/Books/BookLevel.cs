namespace Kalshi.Trading;

/// <summary>Resting contracts at one price.</summary>
public readonly record struct BookLevel(Price Price, Quantity Size);
