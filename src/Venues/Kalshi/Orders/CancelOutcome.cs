using System.Net;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>What became of an order that was to be cancelled.</summary>
public abstract record CancelOutcome;

/// <param name="ReducedBy">Contracts that no longer rest; what was filled before stays filled.</param>
public sealed record OrderCancelled(string OrderId, Quantity ReducedBy) : CancelOutcome;

/// <summary>The venue has nothing to cancel: filled, cancelled before, or never known. A cancel that races a fill ends here, so ask
/// for the order before believing anything.</summary>
public sealed record NothingToCancel(string OrderId, string Text) : CancelOutcome;

public sealed record CancelRejected(string OrderId, HttpStatusCode Status, string Text) : CancelOutcome;

/// <summary>Sent or not, and we do not know what became of it. Cancelling again does no harm.</summary>
public sealed record CancelUnknown(string OrderId, string Cause) : CancelOutcome;
