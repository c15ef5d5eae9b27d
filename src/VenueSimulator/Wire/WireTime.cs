using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>Times as the venues write them: UTC with a Z, microseconds at most, no trailing zeros.</summary>
static class WireTime
{
    internal static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not an ISO 8601 time with an offset.</exception>
    internal static DateTimeOffset Parse(string text, string field) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"{field}: '{text}' is not an ISO 8601 time");

    /// <summary>The instant of <paramref name="nanoseconds"/> since the Unix epoch, to 100 ns.</summary>
    internal static DateTimeOffset FromUnixNanoseconds(long nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);
}
