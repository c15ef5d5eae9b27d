using System.Net;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>What became of an order that was to be amended or decreased. Never an exception: a refusal is an answer.</summary>
public abstract record ChangeOutcome;

/// <param name="Remaining">What rests now; null where the venue says that it did not change.</param>
/// <param name="Filled">Contracts that the change itself filled, because its new price crossed the book; null for none.</param>
/// <param name="AverageFillPrice">Dollars of the YES leg; null when nothing was filled.</param>
/// <param name="AverageFee">Dollars per filled contract; null when nothing was filled.</param>
/// <param name="TsMs">Unix milliseconds of the matching engine.</param>
public sealed record OrderChanged(
    string OrderId, Quantity? Remaining, Quantity? Filled, decimal? AverageFillPrice, decimal? AverageFee, long TsMs) : ChangeOutcome;

/// <summary>The venue has no such order at rest: filled, cancelled, or never known. Ask for the order before believing anything.</summary>
public sealed record NothingToChange(string OrderId, string Text) : ChangeOutcome;

/// <summary>The venue refused: the order rests as it did.</summary>
public sealed record ChangeRejected(string OrderId, HttpStatusCode Status, string Text) : ChangeOutcome;

/// <summary>We did not send it: the order rests as it did.</summary>
public sealed record ChangeDenied(string OrderId, string Reason) : ChangeOutcome;

/// <summary>Sent, and we do not know what became of it: ask for the order.</summary>
public sealed record ChangeUnknown(string OrderId, string Cause) : ChangeOutcome;
