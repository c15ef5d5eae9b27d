namespace Kalshi.Grains.Orders;

/// <summary>The accounts that orders trade for; an order's id begins with its account.</summary>
public static class OrderAccounts
{
    /// <summary>Simulated money.</summary>
    public const string Paper = "paper";

    /// <summary>The owner's money.</summary>
    public const string Live = "live";
}
