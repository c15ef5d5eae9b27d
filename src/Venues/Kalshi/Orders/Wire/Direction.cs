using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>The outcome that an order or fill positions for, from the newer field or from the retiring pair of side and action.</summary>
static class Direction
{
    /// <exception cref="JsonException">Neither is there.</exception>
    internal static Side Of(Side? outcome, Side? side, string? action) => (outcome, side, action) switch
    {
        ({ } newer, _, _) => newer,
        (null, { } legacy, "buy") => legacy,
        (null, Side.Yes, "sell") => Side.No,
        (null, Side.No, "sell") => Side.Yes,
        _ => throw new JsonException($"outcome_side: missing, and side '{side}' with action '{action}' does not replace it"),
    };
}
