namespace Kalshi.VenueSimulator;

/// <summary>Where a session stands, as GET /simulator/status shows it.</summary>
/// <param name="Mode">recording, recording_loop, recording_unpaced or generated.</param>
/// <param name="Started">Venue time of the session's start; null while it waits for a subscriber.</param>
/// <param name="Ended">Whether all recorded data has been played; never for a generated session.</param>
/// <param name="Failure">Why playing stopped early; null while all is well.</param>
/// <param name="Played">What the session held so far, by kind.</param>
/// <param name="FramesSent">Frames written to sockets, by channel and type.</param>
/// <param name="SpotSent">Spot prices written to sockets.</param>
public sealed record SimulatorStatus(
    string Mode,
    DateTimeOffset? Started,
    bool Ended,
    string? Failure,
    ClockStatus Clock,
    int KalshiClients,
    int CoinbaseClients,
    IReadOnlyDictionary<string, long> Played,
    IReadOnlyDictionary<string, SortedDictionary<string, long>> FramesSent,
    long SpotSent);

/// <summary>The clock that others need to agree on the time; origin and anchor are null for the system's clock.</summary>
public sealed record ClockStatus(DateTimeOffset Now, double Rate, DateTimeOffset? Origin, DateTimeOffset? Anchor)
{
    internal static ClockStatus Of(TimeProvider clock) => clock is RatedTimeProvider rated
        ? new(clock.GetUtcNow(), rated.Rate, rated.Origin, rated.Anchor)
        : new(clock.GetUtcNow(), 1, null, null);
}
