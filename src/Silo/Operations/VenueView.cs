using Kalshi.Venues;

namespace Kalshi.Silo.Operations;

/// <summary>The answer of <c>/api/venue</c>. Times are seconds.</summary>
sealed record VenueView(RestView Rest, ClockView? Clock, BooksView Books)
{
    internal static VenueView Of(RestLineView line, KalshiFeed feed, BookAuditCounters audit)
    {
        var health = feed.Health();
        return new(
            new(line.BudgetAvailable, line.BudgetReason, line.ReadTokens, line.WriteTokens, line.InFlight, line.Waiting, line.RateLimited, line.OpenCircuits),
            line.ClockOffset is { } clock ? new(clock.Offset.TotalSeconds, clock.Uncertainty.TotalSeconds) : null,
            new(
                health.WatchedMarkets, health.ContinuousBooks, health.RefusedMarkets, health.SilentChannels ?? [], health.DeltaAgeMs / 1000.0,
                feed.Counters.Distrusted, audit.Equal, audit.Mismatches, audit.Undecided, audit.Failures));
    }
}

/// <summary>Calls to the REST API: tokens left, calls under way and waiting, endpoints that rest.</summary>
sealed record RestView(
    bool BudgetAvailable, string? BudgetReason, double ReadTokens, double WriteTokens, int InFlight, int Waiting, long RateLimited,
    IReadOnlyList<string> OpenCircuits);

/// <summary>The venue's clock minus ours, and how far the truth may lie to either side.</summary>
sealed record ClockView(double OffsetSeconds, double UncertaintySeconds);

/// <summary>Books of the feed, and what comparing them with REST found.</summary>
sealed record BooksView(
    int Watched, int Continuous, int Refused, IReadOnlyList<string> SilentChannels, double? DeltaAgeSeconds, long Distrusted,
    long AuditedEqual, long AuditedDifferent, long AuditedUndecided, long AuditsUnanswered);
