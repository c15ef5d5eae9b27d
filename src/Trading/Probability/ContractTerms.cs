namespace Kalshi.Trading.Probability;

/// <summary>What a contract pays on; bounds in dollars of the underlying.</summary>
/// <param name="StrikeType">Null when the venue's word for it is none that the strategy knows.</param>
/// <param name="Lower">Floor strike, where the type has one.</param>
/// <param name="Upper">Cap strike, where the type has one.</param>
public readonly record struct ContractTerms(StrikeType? StrikeType, double? Lower, double? Upper)
{
    /// <summary>The bounds that the type needs are there, and in order. Their sign is not looked at.</summary>
    public bool HasBounds => StrikeType switch
    {
        Probability.StrikeType.Less => Upper is not null,
        Probability.StrikeType.Greater => Lower is not null,
        Probability.StrikeType.Between => Upper > Lower,
        _ => false,
    };

    /// <summary>The price that tells how far a contract is from the spot: the strike, or the middle of the range.</summary>
    public double? ReferencePrice => StrikeType switch
    {
        Probability.StrikeType.Less => Upper,
        Probability.StrikeType.Greater => Lower,
        Probability.StrikeType.Between => (Lower + Upper) / 2.0,
        _ => null,
    };

    /// <summary>The bound that names the contract; the lower one of a range.</summary>
    public double? Strike => StrikeType == Probability.StrikeType.Less ? Upper : Lower;

    /// <summary>Whether a settlement value of <paramref name="value"/> dollars pays YES; null without usable bounds.</summary>
    public bool? Pays(double value) => !HasBounds ? null : StrikeType switch
    {
        Probability.StrikeType.Less => value <= Upper,
        Probability.StrikeType.Greater => value >= Lower,
        _ => Lower <= value && value < Upper,
    };

    /// <summary>The reference's words: less, greater, between; null for any other.</summary>
    public static StrikeType? ParseStrikeType(string? text) => text switch
    {
        "less" => Probability.StrikeType.Less,
        "greater" => Probability.StrikeType.Greater,
        "between" => Probability.StrikeType.Between,
        _ => null,
    };

    /// <summary>The inverse of <see cref="ParseStrikeType"/>.</summary>
    public static string? NameOf(StrikeType? type) => type switch
    {
        Probability.StrikeType.Less => "less",
        Probability.StrikeType.Greater => "greater",
        Probability.StrikeType.Between => "between",
        _ => null,
    };
}
