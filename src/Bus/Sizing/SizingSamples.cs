using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus.Sizing;

/// <summary>Events that no recording of a venue holds, of ordinary size.</summary>
static class SizingSamples
{
    const long Ts = 1_771_016_400;

    static readonly MarketTicker Market = MarketTicker.Parse("KXBTC15M-26FEB131715-15", "market_id");

    internal static readonly EdgeSnapshot Edge = new(
        Market, Ts, 0.6123456789012345, 0.6123456789012345, 0.012345678901234567, -0.05678901234567891, 0.5512345678901234, 66123.45, Ts, Ts, Ts + 600, 600,
        66249.99, 61, 63, 37, 39, 62, 38, 0, 1, "ewma", true, null, null, 720, 3900, 10, 3600, "1", 63, 39);

    internal static readonly OpportunityDecision Decision = new(
        Market, Ts, true, false, Side.Yes, "ev_below_threshold", 0.012345678901234567, 0.0023456789012345678, 0.6123456789012345, 0.62, 66123.45,
        0.5512345678901234, 10.0, Ts + 600, 61, 63, 37, 39, 2, 0.01, 66249.99, "1");
}
