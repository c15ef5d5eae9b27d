namespace Kalshi.Grains.State;

/// <summary>A grain's hot state together with the place in the record that it reflects; the two are only ever stored as one.</summary>
/// <typeparam name="T">The state.</typeparam>
public sealed record Checkpoint<T>
{
    /// <summary>Of the stream that <see cref="Sequence"/> belongs to; 0 from versions that did not know.</summary>
    public long Generation { get; init; }

    /// <summary>Part of the state comes from a stream that the bus has lost.</summary>
    public bool IsCarried { get; init; }

    /// <summary>Sequence of the last event that is part of the state; 0 before any.</summary>
    public long Sequence { get; init; }

    public T? State { get; init; }
}
