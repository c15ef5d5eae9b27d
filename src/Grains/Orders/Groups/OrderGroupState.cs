namespace Kalshi.Grains.Orders;

/// <summary>The current order group as stored.</summary>
public sealed record OrderGroupState
{
    public string? GroupId { get; init; }
}
