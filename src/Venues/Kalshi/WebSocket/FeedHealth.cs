namespace Kalshi.Venues;

/// <summary>A feed's state at one moment, for health checks.</summary>
/// <param name="Session">The open session; null while there is none.</param>
/// <param name="LastFrameMs">When the last frame came, Unix milliseconds; null while there is no session.</param>
/// <param name="WatchedMarkets">Markets that the feed was told to watch.</param>
/// <param name="ContinuousBooks">Of these, books whose prices may be used.</param>
/// <param name="RefusedMarkets">Of these, markets that the venue refuses in this session.</param>
/// <param name="DeltaAgeMs">Age of the last change of a book when it arrived, by our clock; null before the first.</param>
/// <param name="SilentChannels">Channels that the venue confirmed and that have not said anything yet though they promise to.</param>
/// <param name="LastFailure">Why the last connection ended or could not be made; null when none failed yet.</param>
public sealed record FeedHealth(
    string? Session, long? LastFrameMs, int WatchedMarkets, int ContinuousBooks, int RefusedMarkets, string? LastFailure,
    long? DeltaAgeMs = null, IReadOnlyList<string>? SilentChannels = null);
