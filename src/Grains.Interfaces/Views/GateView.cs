namespace Kalshi.Grains;

/// <summary>Whether trading is halted, by whom, why and since when (Unix seconds).</summary>
[GenerateSerializer, Immutable, Alias("kalshi.view.gate")]
public sealed record GateView(
    [property: Id(0)] bool Halted,
    [property: Id(1)] string? Actor,
    [property: Id(2)] string? Reason,
    [property: Id(3)] long? SinceTs,
    [property: Id(4)] long Changes);
