using Kalshi.Silo.Ingest;
using Kalshi.Venues;

namespace Kalshi.Silo.Operations;

/// <summary>What is known of the line to the venue: budget, breakers, clocks, and how the feed's books compare with REST.</summary>
static class VenueEndpoints
{
    internal static void MapVenue(this WebApplication app) =>
        app.MapGet("/api/venue", (RestLine line, CurrentTerm term) => term is { Feed: { } feed, Audit: { } audit }
            ? Results.Ok(VenueView.Of(line.View(), feed, audit.Counters))
            : Results.Problem("this silo stands by: another one reads the venues", statusCode: StatusCodes.Status404NotFound));
}
