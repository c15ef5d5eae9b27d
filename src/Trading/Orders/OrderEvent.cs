namespace Kalshi.Trading.Orders;

/// <summary>Something that happened to an order, or that we learned about it.</summary>
public abstract record OrderEvent;

/// <summary>Our own rules refused it before anything was sent, or our client refused to send it.</summary>
public sealed record OrderDeniedByUs(string Reason) : OrderEvent;

/// <summary>It is about to be sent. From here on only the venue's evidence tells what became of it.</summary>
public sealed record OrderSent : OrderEvent;

/// <summary>Whether it reached the venue is not known: time-out, disconnect, a server error, an answer that cannot be read, or a
/// crash of ours after <see cref="OrderSent"/>.</summary>
public sealed record OrderOutcomeLost(string Cause) : OrderEvent;

/// <summary>The venue answered that it does not take the order.</summary>
public sealed record OrderRefusedByVenue(string Reason) : OrderEvent;

/// <summary>The venue's complete listing, made when no copy of the request can still be under way, does not have the order.</summary>
public sealed record OrderProvenAbsent(string Evidence) : OrderEvent;

/// <summary>The order as the venue holds it: the answer to a placement, an amendment, a cancel or a query.</summary>
/// <param name="Filled">Contracts filled so far.</param>
/// <param name="Remaining">Contracts that still rest.</param>
public sealed record OrderReported(string VenueOrderId, VenueOrderStatus Status, Quantity Filled, Quantity Remaining) : OrderEvent;

/// <summary>One fill of the order, as the venue booked it.</summary>
public sealed record OrderFilled(OrderFill Fill) : OrderEvent;

/// <summary>Somebody wants it gone; it is gone when the venue says so.</summary>
public sealed record OrderCancelWanted(string Reason) : OrderEvent;

/// <summary>Somebody wants it smaller; it is when the venue says so.</summary>
/// <param name="Quantity">Contracts that the whole order shall have, those filled included.</param>
public sealed record OrderDecreaseWanted(Quantity Quantity) : OrderEvent;
