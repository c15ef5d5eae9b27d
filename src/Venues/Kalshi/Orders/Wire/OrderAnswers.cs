using System.Net;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

// What V2 answers to writes.

sealed record CreateOrderAnswer(
    string OrderId, Quantity FillCount, Quantity RemainingCount, long TsMs, string? AverageFillPrice = null, string? AverageFeePaid = null) : Answer
{
    internal override bool IsKnown(string name) => name is "client_order_id";

    /// <exception cref="JsonException">An amount is not dollars.</exception>
    internal OrderAccepted ToOutcome() => new(
        OrderId, FillCount, RemainingCount, Dollars.Optional(AverageFillPrice, "average_fill_price"), Dollars.Optional(AverageFeePaid, "average_fee_paid"), TsMs);
}

sealed record CreateBatchAnswer(CreatedItem[] Orders) : Answer;

/// <summary>One order of a batch: what a single order answers, or an error.</summary>
sealed record CreatedItem(
    string? ClientOrderId = null, string? OrderId = null, Quantity? FillCount = null, Quantity? RemainingCount = null, long? TsMs = null,
    string? AverageFillPrice = null, string? AverageFeePaid = null, JsonElement? Error = null) : Answer
{
    /// <summary>Codes that tell of trouble at the venue, or of the same order before: neither says that there is no order.</summary>
    static readonly string[] Inconclusive = ["internal", "timeout", "unavailable", "already_exists", "duplicate"];

    /// <exception cref="JsonException">An amount is not dollars.</exception>
    internal OrderOutcome ToOutcome(HttpStatusCode status) => this switch
    {
        { Error: { ValueKind: not JsonValueKind.Null } error } => Inconclusive.Any(word => error.ToString().Contains(word, StringComparison.OrdinalIgnoreCase))
            ? new OrderUnknown(error.ToString()) : new OrderRejected(status, error.ToString()),
        { OrderId: { Length: > 0 } id, FillCount: { } filled, RemainingCount: { } remaining, TsMs: { } at } => new OrderAccepted(
            id, filled, remaining, Dollars.Optional(AverageFillPrice, "average_fill_price"), Dollars.Optional(AverageFeePaid, "average_fee_paid"), at),
        _ => new OrderUnknown("the answer gives neither a whole order nor an error"),
    };
}

sealed record AmendOrderAnswer(
    string OrderId, long TsMs, Quantity? RemainingCount = null, Quantity? FillCount = null, string? AverageFillPrice = null, string? AverageFeePaid = null) : Answer
{
    internal override bool IsKnown(string name) => name is "client_order_id";

    /// <exception cref="JsonException">An amount is not dollars.</exception>
    internal OrderChanged ToOutcome() => new(
        OrderId, RemainingCount, FillCount, Dollars.Optional(AverageFillPrice, "average_fill_price"), Dollars.Optional(AverageFeePaid, "average_fee_paid"), TsMs);
}

sealed record DecreaseOrderAnswer(string OrderId, Quantity RemainingCount, long TsMs) : Answer
{
    internal override bool IsKnown(string name) => name is "client_order_id";

    internal OrderChanged ToOutcome() => new(OrderId, RemainingCount, null, null, null, TsMs);
}

sealed record CancelOrderAnswer(string OrderId, Quantity ReducedBy) : Answer
{
    internal override bool IsKnown(string name) => name is "client_order_id" or "ts_ms";
}

sealed record CancelBatchAnswer(CancelledItem[] Orders) : Answer;

sealed record CancelledItem(string OrderId, Quantity? ReducedBy = null, JsonElement? Error = null) : Answer
{
    internal override bool IsKnown(string name) => name is "client_order_id" or "ts_ms";

    internal static CancelOutcome Outcome(string orderId, CancelledItem? item) => item switch
    {
        null => new CancelUnknown(orderId, "the answer leaves it out"),
        { Error: { ValueKind: not JsonValueKind.Null } error } => new NothingToCancel(orderId, error.ToString()),
        { ReducedBy: { } reduced } => new OrderCancelled(orderId, reduced),
        _ => new CancelUnknown(orderId, "the answer says neither how much nor why not"),
    };
}

sealed record OrderGroupCreated(string OrderGroupId) : Answer
{
    internal override bool IsKnown(string name) => name is "subaccount" or "exchange_index";
}
