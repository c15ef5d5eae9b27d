using System.Diagnostics;

namespace Kalshi.Storage;

/// <summary>A batch on its way into PostgreSQL: a trace of its own that names those of its events.</summary>
static class WriterTraces
{
    /// <summary>A batch has up to some thousands of events; a collector takes no more links than this.</summary>
    const int MostLinks = 128;

    static readonly ActivitySource Source = new("Kalshi.Storage");

    /// <summary>Null when nobody listens.</summary>
    internal static Activity? Store(ArraySegment<EventRow> rows)
    {
        if (!Source.HasListeners())
            return null;
        var links = new List<ActivityLink>();
        foreach (var row in rows)
        {
            if (links.Count < MostLinks && ActivityContext.TryParse(row.Received.Cause, traceState: null, isRemote: true, out var cause))
                links.Add(new(cause));
        }
        return Source.StartActivity(ActivityKind.Client, links: links, name: "store events")?.SetTag("rows", rows.Count);
    }
}
