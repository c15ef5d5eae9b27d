namespace Kalshi.Grains.Edges;

/// <summary>What the edge grain remembers over restarts.</summary>
public sealed record EdgeState
{
    /// <summary>The last regular volatility estimate, the fallback while there is none (strategy.md section 4).</summary>
    public double? LastGoodSigma { get; init; }

    /// <summary>The latest second that was ticked, Unix seconds.</summary>
    public long LastTickTs { get; init; }
}
