namespace Kalshi.Grains.Orders;

/// <summary>The words for an order's status, as events carry them.</summary>
static class OrderStatus
{
    public const string None = "none";
    public const string Pending = "pending";
    public const string Submitted = "submitted";
    public const string Filled = "filled";
    public const string Rejected = "rejected";
}
