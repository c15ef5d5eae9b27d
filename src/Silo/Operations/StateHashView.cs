namespace Kalshi.Silo.Operations;

/// <summary>Fingerprints of the hot state.</summary>
/// <param name="Hash">Of all grains' keys and hashes; equal for equal hot states.</param>
/// <param name="FirstSequence">Oldest event that the record still holds; state that follows from older ones cannot be checked.</param>
sealed record StateHashView(string Hash, long FirstSequence, IReadOnlyList<GrainHash> Grains);

/// <param name="Kind">spot or market.</param>
/// <param name="Sequence">Last event in the state.</param>
/// <param name="RecordHash">What an uninterrupted fold of the record up to that event gives; null when that was not asked for.</param>
/// <param name="Follows">Whether the two are the same; null when that was not asked for, or cannot be said.</param>
/// <param name="Carried">Part of the state comes from a stream that the bus has lost: the record on the bus is not all of it.</param>
sealed record GrainHash(string Kind, string Key, long Sequence, string Hash, string? RecordHash, bool? Follows, bool Carried);
