using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>What this silo reads the venues with, for those who want to look; nothing while another silo reads them.</summary>
sealed class CurrentTerm
{
    internal KalshiFeed? Feed { get; private set; }

    internal BookAudit? Audit { get; private set; }

    internal void Begin(IServiceProvider term) =>
        (Feed, Audit) = (term.GetRequiredService<KalshiFeed>(), term.GetRequiredService<BookAudit>());

    internal void End() => (Feed, Audit) = (null, null);
}
