namespace Kalshi.Grains;

/// <summary>A fingerprint of hot state.</summary>
/// <param name="Key">The grain's key.</param>
/// <param name="Sequence">Stream sequence of the last event in the state; 0 when there is none.</param>
/// <param name="Hash">Equal for equal states.</param>
/// <param name="IsCarried">Part of it comes from a stream that the bus has lost: it follows from more than the record on the bus.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.state_digest")]
public sealed record StateDigest(
    [property: Id(0)] string Key,
    [property: Id(1)] long Sequence,
    [property: Id(2)] string Hash,
    [property: Id(3)] bool IsCarried);
