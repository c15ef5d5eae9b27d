namespace Kalshi.Grains;

/// <summary>What became of a cancel of all orders.</summary>
/// <param name="Flat">The venue confirmed that nothing of ours rests and no outcome is unknown.</param>
/// <param name="Group">What the venue's order group said; null when it did what it was asked or there is none.</param>
/// <param name="Ended">Orders that are gone.</param>
/// <param name="Open">Orders that may still rest or fill.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.cancel_all")]
public sealed record CancelAllView(
    [property: Id(0)] string Account,
    [property: Id(1)] bool Flat,
    [property: Id(2)] string? Group,
    [property: Id(3)] IReadOnlyList<OrderView> Ended,
    [property: Id(4)] IReadOnlyList<OrderView> Open);

/// <summary>What became of the positions that were to be closed.</summary>
/// <param name="Flat">No order is open and no position is left.</param>
/// <param name="Exits">The orders that were to close positions.</param>
/// <param name="Left">Positions that are still open, each with the reason.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.flatten")]
public sealed record FlattenView(
    [property: Id(0)] string Account,
    [property: Id(1)] bool Flat,
    [property: Id(2)] CancelAllView Cancelled,
    [property: Id(3)] IReadOnlyList<OrderView> Exits,
    [property: Id(4)] IReadOnlyList<string> Left);
