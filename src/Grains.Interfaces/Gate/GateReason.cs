namespace Kalshi.Grains;

/// <summary>One reason why a gate does not let everything through.</summary>
/// <param name="Code">A word for machines, e.g. <c>spot_age</c> or <c>operator</c>.</param>
/// <param name="Mode">What this reason alone would leave of trading.</param>
/// <param name="Detail">For people, with the numbers.</param>
/// <param name="SinceTs">Since when, Unix seconds.</param>
/// <param name="ClearedBy">What has to happen for it to go away.</param>
[GenerateSerializer, Immutable, Alias("kalshi.gate_reason")]
public sealed record GateReason(
    [property: Id(0)] string Code,
    [property: Id(1)] GateMode Mode,
    [property: Id(2)] string Detail,
    [property: Id(3)] long SinceTs,
    [property: Id(4)] string ClearedBy);
