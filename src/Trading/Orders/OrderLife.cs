using System.Text.Json.Serialization;

namespace Kalshi.Trading.Orders;

/// <summary>An order from its intent to its end: a pure state machine. Every event is either taken or refused with a reason.</summary>
/// <remarks>
/// Invariants, whatever the sequence of events: the fills never exceed the quantity; a fill counts once; an order that was never
/// sent never fills; a terminal status never changes; <see cref="OrderStatus.Unknown"/> ends only by the venue's evidence.
/// </remarks>
public sealed record OrderLife
{
    /// <summary>Contracts ordered, after decreases; positive.</summary>
    public required Quantity Quantity { get; init; }

    public OrderStatus Status { get; init; }

    /// <summary>The point of no return: set and stored before the first byte goes out.</summary>
    public bool Sent { get; init; }

    /// <summary>The venue's own id, once it told.</summary>
    public string? VenueOrderId { get; init; }

    /// <summary>Contracts that the venue says are filled; the fills themselves may come later.</summary>
    public Quantity Reported { get; init; }

    /// <summary>The fills that we know one by one.</summary>
    public IReadOnlyList<OrderFill> Fills { get; init; } = [];

    /// <summary>Why it was denied, rejected or lost sight of.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it shall be cancelled; null while nobody wants that.</summary>
    public string? CancelReason { get; init; }

    /// <summary>The smaller quantity that was asked for and not confirmed yet.</summary>
    public Quantity? DecreaseTo { get; init; }

    /// <summary>Contracts of all known fills.</summary>
    [JsonIgnore]
    public Quantity Filled => Fills.Aggregate(Quantity.Zero, (sum, fill) => sum + fill.Quantity);

    /// <summary>Contracts that may still be filled: what counts as exposure beside the position.</summary>
    [JsonIgnore]
    public Quantity Open => Status.IsTerminal ? Reported - Filled : Quantity - Filled;

    /// <summary>Nothing more will be heard of it: it has ended, and every fill that the venue reported is here.</summary>
    [JsonIgnore]
    public bool IsComplete => Status.IsTerminal && Filled == Reported;

    /// <summary>A new order of which nothing is known but that it is wanted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is not positive.</exception>
    public static OrderLife Begin(Quantity quantity) => quantity > Quantity.Zero
        ? new() { Quantity = quantity }
        : throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "an order has a positive quantity");

    /// <summary>Takes or refuses an event.</summary>
    public OrderTransition Apply(OrderEvent news) => news switch
    {
        OrderDeniedByUs denied => Deny(denied.Reason),
        OrderSent => Send(),
        OrderOutcomeLost lost => Lose(lost.Cause),
        OrderRefusedByVenue refused => Reject(refused.Reason),
        OrderProvenAbsent absent => ProveAbsent(absent.Evidence),
        OrderReported report => Take(report),
        OrderFilled filled => Take(filled.Fill),
        OrderCancelWanted cancel => WantCancel(cancel.Reason),
        OrderDecreaseWanted decrease => WantDecrease(decrease.Quantity),
        _ => Refuse($"{news.GetType().Name} is no event of an order"),
    };

    // Also after Sent: our own client may refuse to send, and then knows for sure that nothing went out.
    OrderTransition Deny(string reason) => Status == OrderStatus.Pending
        ? Taken(this with { Status = OrderStatus.Denied, Reason = reason })
        : Refuse("only an order that waits can be denied");

    OrderTransition Send() => this switch
    {
        { Status: not OrderStatus.Pending } => Refuse("only an order that waits can be sent"),
        { Sent: true } => Refuse("it was sent before: what became of that must be asked, not tried again"),
        _ => Taken(this with { Sent = true }),
    };

    OrderTransition Lose(string cause) => this switch
    {
        { Status: OrderStatus.Unknown } => Taken(this with { Reason = cause }),
        { Status: OrderStatus.Pending, Sent: true } => Taken(this with { Status = OrderStatus.Unknown, Reason = cause }),
        _ => Refuse("its outcome is known"),
    };

    OrderTransition Reject(string reason) => this is { Status: OrderStatus.Pending, Sent: true }
        ? Taken(this with { Status = OrderStatus.Rejected, Reason = reason })
        : Refuse("only an order that was just sent can be refused");

    OrderTransition ProveAbsent(string evidence) => Status == OrderStatus.Unknown
        ? Taken(this with { Status = OrderStatus.Rejected, Reason = evidence })
        : Refuse("only an order with an unknown outcome can turn out never to have existed");

    OrderTransition Take(OrderReported report)
    {
        if (Contradiction(report) is { } contradiction)
            return Refuse(contradiction);
        if (Status.IsTerminal)
            return new(this, null);

        var quantity = report.Filled + report.Remaining == DecreaseTo ? DecreaseTo.Value : Quantity;
        return Taken(this with
        {
            VenueOrderId = report.VenueOrderId,
            Quantity = quantity,
            DecreaseTo = quantity == DecreaseTo ? null : DecreaseTo,
            Reported = report.Filled,
            Reason = Status == OrderStatus.Unknown ? null : Reason,
            Status = report.Status switch
            {
                VenueOrderStatus.Executed => OrderStatus.Filled,
                VenueOrderStatus.Cancelled => OrderStatus.Cancelled,
                _ => report.Filled > Quantity.Zero ? OrderStatus.PartiallyFilled : OrderStatus.Resting,
            },
        });
    }

    string? Contradiction(OrderReported report)
    {
        var total = report.Filled + report.Remaining;
        var isWhole = total == Quantity || total == DecreaseTo;
        return this switch
        {
            { Sent: false } or { Status: OrderStatus.Denied } => "it was never sent",
            { Status: OrderStatus.Rejected } => "the venue refused it",
            _ when VenueOrderId is { } id && id != report.VenueOrderId => $"the report is about order {report.VenueOrderId}, this one is {id}",
            _ when report.Filled < Quantity.Zero || report.Remaining < Quantity.Zero => $"{report.Filled} filled and {report.Remaining} remaining",
            _ when report.Filled > Quantity => $"{report.Filled} filled of {Quantity}",
            _ when Status.IsTerminal && report.Status == VenueOrderStatus.Resting => "it has ended, the report is older",
            _ when Status.IsTerminal && report.Filled != Reported => $"it ended with {Reported} filled, not {report.Filled}",
            _ when report.Filled < Reported || report.Filled < Filled => $"{report.Filled} filled is older than {(Filled > Reported ? Filled : Reported)}",
            _ when report.Status == VenueOrderStatus.Resting && report.Remaining.IsZero => "resting with nothing remaining",
            _ when report.Status == VenueOrderStatus.Resting && !isWhole => $"{report.Filled} filled and {report.Remaining} remaining of {Quantity}",
            _ when report.Status == VenueOrderStatus.Executed && !(isWhole && report.Remaining.IsZero) => $"executed with {report.Filled} filled of {Quantity}",
            _ => null,
        };
    }

    OrderTransition Take(OrderFill fill)
    {
        if (Fills.Any(known => known.FillId == fill.FillId))
            return new(this, null);
        var filled = Filled + fill.Quantity;
        var refusal = this switch
        {
            { VenueOrderId: null } => "the venue is not known to have the order",
            _ when fill.Quantity <= Quantity.Zero => $"fill {fill.FillId}: {fill.Quantity} contracts",
            _ when Status.IsTerminal && filled > Reported => $"fill {fill.FillId}: {filled} filled, it ended with {Reported}",
            _ when filled > Quantity => $"fill {fill.FillId}: {filled} filled of {Quantity}",
            _ => null,
        };
        if (refusal is not null)
            return Refuse(refusal);
        return Taken(this with
        {
            Fills = [.. Fills, fill],
            Reported = filled > Reported ? filled : Reported,
            Status = Status.IsTerminal ? Status : filled == Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled,
        });
    }

    OrderTransition WantCancel(string reason) => this switch
    {
        { Status.IsTerminal: true } => Refuse($"nothing to cancel: it is {Status.Word}"),
        { Sent: false } => Taken(this with { Status = OrderStatus.Denied, Reason = reason, CancelReason = reason }),
        _ => Taken(this with { CancelReason = CancelReason ?? reason }),
    };

    OrderTransition WantDecrease(Quantity quantity) => this switch
    {
        { Status: not (OrderStatus.Resting or OrderStatus.PartiallyFilled) } => Refuse("only an order that rests can be amended"),
        _ when quantity >= Quantity => Refuse($"{quantity} is not less than {Quantity}: more contracts are a new order"),
        _ when quantity <= Reported || quantity <= Filled => Refuse($"{quantity} leaves nothing to rest: {Reported} are filled"),
        _ => Taken(this with { DecreaseTo = quantity }),
    };

    static OrderTransition Taken(OrderLife next) => new(next, null);

    OrderTransition Refuse(string why) => new(this, $"{Status.Word}: {why}");
}
