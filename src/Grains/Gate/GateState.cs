namespace Kalshi.Grains.Gate;

/// <summary>Last change of the gate.</summary>
[GenerateSerializer, Alias("kalshi.state.gate")]
public sealed record GateState
{
    [Id(0)] public bool Halted { get; init; }
    [Id(1)] public string? Actor { get; init; }
    [Id(2)] public string? Reason { get; init; }
    [Id(3)] public long? SinceTs { get; init; }
    [Id(4)] public long Changes { get; init; }
}
