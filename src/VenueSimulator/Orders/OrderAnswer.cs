using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>What V2 answers about one order: each call fills in its own part.</summary>
sealed record OrderAnswer
{
    public string? OrderId { get; init; }

    public string? ClientOrderId { get; init; }

    public Contracts? FillCount { get; init; }

    public Contracts? RemainingCount { get; init; }

    public Contracts? ReducedBy { get; init; }

    /// <summary>Dollars in the YES leg; absent without a fill, as the fee.</summary>
    public string? AverageFillPrice { get; init; }

    /// <summary>Dollars a contract.</summary>
    public string? AverageFeePaid { get; init; }

    public long? TsMs { get; init; }

    public ErrorPart? Error { get; init; }

    internal static OrderAnswer Of(Order order) => new()
    {
        OrderId = order.Id.ToString(),
        ClientOrderId = order.Request.ClientOrderId,
        TsMs = order.Updated.ToUnixTimeMilliseconds(),
    };

    internal static OrderAnswer Created(Order order, IReadOnlyList<Fill> fills)
    {
        var count = fills.Sum(f => f.Count.Value);
        return Of(order) with
        {
            FillCount = order.Filled,
            RemainingCount = order.Remaining,
            AverageFillPrice = count > 0 ? Four(fills.Sum(f => f.Count.Value * f.YesPrice.Value) / count) : null,
            AverageFeePaid = count > 0 ? Four(fills.Sum(f => f.Fee) / count) : null,
        };
    }

    static string Four(decimal dollars) => dollars.ToString("F4", CultureInfo.InvariantCulture);
}
