namespace Kalshi.Venues;

/// <summary>A feed's state at one moment, for health checks.</summary>
/// <param name="Session">The open session; null while there is none.</param>
/// <param name="LastFrameMs">When the last frame came, Unix milliseconds; null while there is no session.</param>
/// <param name="WatchedMarkets">Markets that the feed was told to watch.</param>
/// <param name="ContinuousBooks">Of these, books whose prices may be used.</param>
/// <param name="RefusedMarkets">Of these, markets that the venue refuses in this session.</param>
/// <param name="LastFailure">Why the last connection ended or could not be made; null when none failed yet.</param>
public sealed record FeedHealth(
    string? Session, long? LastFrameMs, int WatchedMarkets, int ContinuousBooks, int RefusedMarkets, string? LastFailure);
