namespace Kalshi.Trading.Volatility;

/// <summary>One price of the underlying.</summary>
/// <param name="Ts">Unix seconds.</param>
/// <param name="Price">Dollars.</param>
public readonly record struct SpotPoint(long Ts, double Price);
