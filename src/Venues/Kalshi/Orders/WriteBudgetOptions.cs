namespace Kalshi.Venues;

/// <summary>Budget for writing. Figures: the venue's "rate limits" page, basic tier.</summary>
public sealed record WriteBudgetOptions
{
    /// <summary>Tokens per second (default: 100).</summary>
    public double TokensPerSecond { get; init; } = 100;

    /// <summary>Tokens that can be saved up (default: 200, two seconds' worth).</summary>
    public double Capacity { get; init; } = 200;

    /// <summary>Price of placing an order (default: 10).</summary>
    public double CreateCost { get; init; } = 10;

    /// <summary>Price of cancelling one order, alone or in a batch (default: 2).</summary>
    public double CancelCost { get; init; } = 2;

    /// <summary>Tokens that only cancels may spend, so that there is always a way out (default: 40, twenty cancels).</summary>
    public double CancelReserve { get; init; } = 40;
}
