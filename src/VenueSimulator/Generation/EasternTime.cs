namespace Kalshi.VenueSimulator;

/// <summary>US Eastern time, in which the venue names its markets.</summary>
/// <remarks>By the rule of the Energy Policy Act of 2005 rather than by a time zone database, which small machines lack.</remarks>
static class EasternTime
{
    internal static DateTimeOffset Of(DateTimeOffset time)
    {
        // Both changes are at 2:00 local time: 7:00 UTC in spring, 6:00 UTC in autumn.
        var summerBegins = NthSunday(time.UtcDateTime.Year, 3, 2).AddHours(7);
        var summerEnds = NthSunday(time.UtcDateTime.Year, 11, 1).AddHours(6);
        var isSummer = time.UtcDateTime >= summerBegins && time.UtcDateTime < summerEnds;
        return time.ToOffset(TimeSpan.FromHours(isSummer ? -4 : -5));
    }

    static DateTime NthSunday(int year, int month, int n)
    {
        var first = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc);
        return first.AddDays((7 - (int)first.DayOfWeek) % 7 + 7 * (n - 1));
    }
}
