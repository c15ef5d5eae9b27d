using Kalshi.Grains.Events;

namespace Kalshi.Grains;

/// <summary>What the last edge tick saw and computed.</summary>
/// <param name="DurationMs">From reading the state to the batch being recorded.</param>
/// <param name="Error">Why there is no batch, in the reference's words, e.g. spot_missing.</param>
/// <param name="SkipReasons">Markets without a snapshot, counted by reason.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.edge_tick")]
public sealed record EdgeTickView(
    [property: Id(0)] long? AsOfTs,
    [property: Id(1)] double DurationMs,
    [property: Id(2)] string? Error,
    [property: Id(3)] SigmaView? Sigma,
    [property: Id(4)] IReadOnlyList<EdgeSnapshot> Snapshots,
    [property: Id(5)] IReadOnlyDictionary<string, long> SkipReasons,
    [property: Id(6)] int MarketsListed,
    [property: Id(7)] long Ticks);

/// <summary>The volatility estimate behind a tick.</summary>
[GenerateSerializer, Immutable, Alias("kalshi.view.sigma")]
public sealed record SigmaView(
    [property: Id(0)] double Annualized,
    [property: Id(1)] string Source,
    [property: Id(2)] bool Ok,
    [property: Id(3)] string? Reason,
    [property: Id(4)] string? ReasonContext);
