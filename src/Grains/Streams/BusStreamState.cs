namespace Kalshi.Grains.Streams;

/// <summary>A stream as it was seen last.</summary>
public sealed record BusStreamState
{
    /// <summary>When the bus made it; null before the first look.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>How far it reached.</summary>
    public long LastSequence { get; init; }

    /// <summary>Streams of this name so far.</summary>
    public long Generation { get; init; }
}
