using Kalshi.Trading;

namespace Kalshi.Grains.Reconciliation;

/// <summary>What we believe of an account.</summary>
/// <param name="Orders">Orders that are open with us or known to the venue, by order id.</param>
/// <param name="Markets">Every market with a position on either side.</param>
/// <param name="Baseline">What the account had before us; null before the first comparison that agreed.</param>
sealed record OurBooks(
    string Account,
    IReadOnlyDictionary<string, OrderView> Orders,
    PositionsView Positions,
    IReadOnlyDictionary<MarketTicker, MarketView> Markets,
    Money? Baseline);
