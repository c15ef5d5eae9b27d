namespace Kalshi.Trading.Execution;

/// <summary>The limits of paper execution.</summary>
public sealed record PaperExecutionConfig
{
    /// <summary>How long a market and side is not entered again, seconds; 0 turns that off (default 120).</summary>
    public int CooldownSeconds { get; init; } = 120;

    /// <summary>Most positions open at a time; 0 for no limit (default 1).</summary>
    public int MaxOpenPositions { get; init; } = 1;

    /// <summary>Lowest entry price, cents (default 15).</summary>
    public double MinEntryCents { get; init; } = 15.0;

    /// <summary>Highest entry price, cents (default 85).</summary>
    public double MaxEntryCents { get; init; } = 85.0;
}
