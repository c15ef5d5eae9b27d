namespace Kalshi.Grains;

/// <summary>Whether an order may go, and if not, which gate said so.</summary>
/// <param name="Mode">The strictest mode of all gates asked.</param>
/// <param name="Scope">The gate that refused; null when admitted.</param>
/// <param name="Word">The order's reason of rejection: one of <see cref="GateWords"/>; null when admitted.</param>
/// <param name="Detail">The reasons for people; null when admitted.</param>
/// <param name="ShadowOnly">Refused, but only because a recovery is in its last stage: the take is to be recorded as in shadow mode.</param>
public sealed record GateVerdict(bool Admitted, GateMode Mode, string? Scope, string? Word, string? Detail, bool ShadowOnly);
