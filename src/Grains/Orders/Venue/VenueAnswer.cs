using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>What a venue answered about an order.</summary>
public abstract record VenueAnswer;

/// <summary>The venue has the order, and this is how it stands.</summary>
public sealed record VenueFound(OrderReported Report) : VenueAnswer;

/// <summary>The venue heard the request and will not do it.</summary>
public sealed record VenueRefused(string Reason) : VenueAnswer;

/// <summary>Our own side did not send the request: the venue never heard of it.</summary>
public sealed record VenueNotSent(string Reason) : VenueAnswer;

/// <summary>A complete listing does not have the order.</summary>
public sealed record VenueAbsent(string Evidence) : VenueAnswer;

/// <summary>Sent, and nobody knows what became of it.</summary>
public sealed record VenueUnknown(string Cause) : VenueAnswer;
