namespace Kalshi.Grains.Gate;

/// <summary>Last change of the gate.</summary>
public sealed record GateState
{
    public bool Halted { get; init; }
    public string? Actor { get; init; }
    public string? Reason { get; init; }
    public long? SinceTs { get; init; }
    public long Changes { get; init; }
}
