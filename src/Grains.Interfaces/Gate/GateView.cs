namespace Kalshi.Grains;

/// <summary>What a gate lets through now and why. Times are Unix seconds of the venue's clock.</summary>
/// <param name="Scope">What it stands before; see <see cref="GateScope"/>.</param>
/// <param name="Mode">The strictest of the reasons; <see cref="GateMode.Active"/> without any.</param>
/// <param name="SinceTs">Since when the mode holds, as far as it is known.</param>
/// <param name="EntriesBackTs">When entries come back if nothing else happens; null when that takes more than time.</param>
/// <param name="Changes">Changes by operators, ever.</param>
/// <param name="Actor">Who changed it last.</param>
/// <param name="Reason">Why an operator changed it last.</param>
/// <param name="ShadowOnly">The last stage of a recovery: takes are recorded as in shadow mode, and not sent.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.gate")]
public sealed record GateView(
    [property: Id(0)] string Scope,
    [property: Id(1)] GateMode Mode,
    [property: Id(2)] IReadOnlyList<GateReason> Reasons,
    [property: Id(3)] long? SinceTs,
    [property: Id(4)] long? EntriesBackTs,
    [property: Id(5)] long Changes,
    [property: Id(6)] string? Actor,
    [property: Id(7)] string? Reason,
    [property: Id(8)] bool ShadowOnly)
{
    public bool Halted => Mode == GateMode.Halted;

    public bool EntriesAllowed => Mode == GateMode.Active;
}
