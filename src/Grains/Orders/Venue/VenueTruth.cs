using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>What a venue holds of an account; every listing complete.</summary>
/// <param name="Balance">Dollars that can be traded with; null where the venue keeps no money.</param>
/// <param name="Held">Dollars that resting orders bind, not part of the balance.</param>
public sealed record VenueTruth(
    IReadOnlyList<VenueTruthOrder> Orders,
    IReadOnlyList<VenueTruthFill> Fills,
    IReadOnlyList<VenueTruthPosition> Positions,
    Money? Balance,
    Money Held);

/// <summary>An order at the venue.</summary>
/// <param name="ClientOrderId">Empty or a stranger's when we did not place it.</param>
public sealed record VenueTruthOrder(string ClientOrderId, MarketTicker Market, OrderReported Report);

/// <summary>A fill at the venue.</summary>
/// <param name="Side">The outcome that it bought.</param>
public sealed record VenueTruthFill(string VenueOrderId, MarketTicker Market, Side Side, OrderFill Fill);

/// <summary>A position at the venue.</summary>
/// <param name="Quantity">Positive for YES, negative for NO.</param>
/// <param name="Cost">Dollars paid for it, without fees.</param>
public sealed record VenueTruthPosition(MarketTicker Market, Quantity Quantity, Money Cost);
