namespace Kalshi.Grains;

/// <summary>Something that closes a gate without an operator. The same code raised again replaces its detail.</summary>
/// <param name="Code">Lower-case words and digits with '_', '-', '.' and ':'; see <see cref="GateCauses"/>.</param>
/// <param name="Mode">What is left of trading: Reducing or Halted.</param>
/// <param name="Detail">What is wrong, with the numbers.</param>
/// <param name="ClearedBy">What has to happen.</param>
/// <param name="ByOperator">A release by an operator clears it; otherwise only <see cref="ITradingGateGrain.ClearAsync"/> does,
/// called by whoever raised it.</param>
[GenerateSerializer, Immutable, Alias("kalshi.gate_cause")]
public sealed record GateCause(
    [property: Id(0)] string Code,
    [property: Id(1)] GateMode Mode,
    [property: Id(2)] string Detail,
    [property: Id(3)] string ClearedBy,
    [property: Id(4)] bool ByOperator);
