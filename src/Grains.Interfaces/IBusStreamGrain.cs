namespace Kalshi.Grains;

/// <summary>Knows one stream of the bus again; the key is the stream's name.</summary>
/// <remarks>Sequences mean something within one stream only. When the bus has lost its store, or was set back to an older one, the
/// same numbers are other events: then this grain counts a new generation, closes the global gate for entries until an operator
/// releases it, and whoever remembers a sequence remembers the generation with it.</remarks>
public interface IBusStreamGrain : IGrainWithStringKey
{
    /// <summary>Looks at the stream and says which generation of it this is and up to where it reaches.</summary>
    Task<StreamGeneration> IdentifyAsync();

    /// <summary>As <see cref="IdentifyAsync"/>, and stores how far the stream reaches: what a stream that was set back is
    /// recognised by.</summary>
    Task<StreamGeneration> NoteAsync();
}

/// <param name="Generation">1 for the first stream of that name.</param>
/// <param name="LastSequence">0 while nothing was ever stored.</param>
[GenerateSerializer, Immutable, Alias("kalshi.stream_generation")]
public readonly record struct StreamGeneration([property: Id(0)] long Generation, [property: Id(1)] long LastSequence);
