using System.Net;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>What became of an order that was to be placed. Never an exception: a refusal is an answer.</summary>
public abstract record OrderOutcome;

/// <summary>The venue has the order, under <paramref name="OrderId"/>.</summary>
/// <param name="Filled">Contracts filled at once.</param>
/// <param name="Remaining">Contracts that rest.</param>
/// <param name="AverageFillPrice">Dollars of the YES leg; null when nothing was filled.</param>
/// <param name="AverageFee">Dollars per filled contract; null when nothing was filled.</param>
/// <param name="TsMs">Unix milliseconds of the matching engine.</param>
public sealed record OrderAccepted(
    string OrderId, Quantity Filled, Quantity Remaining, decimal? AverageFillPrice, decimal? AverageFee, long TsMs) : OrderOutcome;

/// <summary>The venue refused: no such order exists there.</summary>
/// <param name="Text">The venue's words, as they came.</param>
public sealed record OrderRejected(HttpStatusCode Status, string Text) : OrderOutcome;

/// <summary>We did not send it: the venue never heard of it.</summary>
public sealed record OrderDenied(string Reason) : OrderOutcome;

/// <summary>Sent, and we do not know what became of it. Only a query by client order id tells; sending it again under a new id may
/// order twice.</summary>
public sealed record OrderUnknown(string Cause) : OrderOutcome;
