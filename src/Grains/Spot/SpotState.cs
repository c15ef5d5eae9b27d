namespace Kalshi.Grains.Spot;

/// <summary>Spot as stored: the history in two columns, which JSON keeps small.</summary>
public sealed record SpotState
{
    public long[] Ts { get; init; } = [];
    public double[] Prices { get; init; } = [];
    public long? PriceSteps { get; init; }
    public long? TsMs { get; init; }
    public long Ticks { get; init; }
    public long LateTicks { get; init; }
}
