using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Probability;

/// <summary>The last seconds before a close, whose one-second prices a contract's settlement value averages.</summary>
public static class SettlementWindow
{
    /// <summary>Kalshi's crypto contracts settle on the average of sixty one-second prices of the index.</summary>
    public const int KalshiSeconds = 60;

    /// <summary>The seconds (close − window, close] that lie at or before <paramref name="throughTs"/>, each with the last price known
    /// at it: a second without a tick keeps the price before it.</summary>
    /// <param name="history">In time order.</param>
    /// <returns>Empty before the window opens, or when no price is known at its first second.</returns>
    public static ObservedAverage Observed(ReadOnlySpan<SpotPoint> history, long closeTs, int windowSeconds, long throughTs)
    {
        var first = closeTs - windowSeconds + 1;
        var last = Math.Min(throughTs, closeTs);
        if (last < first)
            return default;
        var next = 0;
        while (next < history.Length && history[next].Ts <= first)
            next++;
        if (next == 0)
            return default;
        var sum = 0.0;
        for (var second = first; second <= last; second++)
        {
            while (next < history.Length && history[next].Ts <= second)
                next++;
            sum += history[next - 1].Price;
        }
        return new((int)(last - first + 1), sum);
    }
}
