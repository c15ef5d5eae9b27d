using System.Text.Json.Serialization;
using Kalshi.Trading;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Orders;

/// <summary>An order in the paper engine, as the purchase that it is: selling a side buys the other one. Immutable, and stored as it is.</summary>
public sealed record PaperOrder
{
    public required OrderIntent Intent { get; init; }

    /// <summary>Contracts, after decreases.</summary>
    public required Quantity Quantity { get; init; }

    public VenueOrderStatus Status { get; init; }

    public IReadOnlyList<OrderFill> Fills { get; init; } = [];

    /// <summary>Why it was not taken; null when it was.</summary>
    public string? Refusal { get; init; }

    [JsonIgnore]
    public bool IsResting => Refusal is null && Status == VenueOrderStatus.Resting;

    [JsonIgnore]
    public Quantity Filled => Fills.Aggregate(Quantity.Zero, (sum, fill) => sum + fill.Quantity);

    [JsonIgnore]
    public Side BoughtSide => IsSale ? Intent.Side.Opposite : Intent.Side;

    /// <summary>Limit of the side that is bought.</summary>
    [JsonIgnore]
    public Price Price => IsSale ? Intent.LimitPrice.Complement : Intent.LimitPrice;

    bool IsSale => Intent.Effect == OrderEffect.Close;

    internal PaperOrderView View => new(
        Refusal, Status, IsResting ? Quantity - Filled : Quantity.Zero,
        [.. Fills.Select(f => new PaperFillView(f.FillId, f.Quantity, f.Price, f.Fee, f.IsTaker, f.Ts))]);

    /// <param name="price">Of the bought side.</param>
    internal PaperOrder Fill(string orderId, Price price, Quantity quantity, bool isTaker, long ts)
    {
        var own = IsSale ? price.Complement : price;
        var next = this with { Fills = [.. Fills, new($"{orderId}:{Fills.Count + 1}", quantity, own, Fee(own, quantity, isTaker), isTaker, ts)] };
        return next.Filled == Quantity ? next with { Status = VenueOrderStatus.Executed } : next;
    }

    /// <summary>What is not filled never will be.</summary>
    internal PaperOrder End() => this with { Status = Filled == Quantity ? VenueOrderStatus.Executed : VenueOrderStatus.Cancelled };

    // The venue's rounding remembers the fills before.
    Money Fee(Price price, Quantity quantity, bool isTaker)
    {
        var account = VenueFeeSchedule.General.Begin(VenueFeeRule.FillToCenticent);
        foreach (var earlier in Fills)
            account.Charge(Trade(earlier.Price, earlier.Quantity, earlier.IsTaker));
        return account.Charge(Trade(price, quantity, isTaker)).Net.Ceiling();
    }

    VenueFeeFill Trade(Price price, Quantity quantity, bool isTaker) =>
        new(isTaker ? VenueFeeRole.Taker : VenueFeeRole.Maker, price, IsSale ? -quantity : quantity);
}
