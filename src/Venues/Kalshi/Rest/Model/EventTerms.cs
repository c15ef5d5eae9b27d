namespace Kalshi.Venues;

/// <summary>A group of markets that share an occurrence, such as all strikes of one hour.</summary>
/// <param name="MutuallyExclusive">At most one of its markets can end as yes.</param>
/// <param name="StrikeTs">The date that the event is about, Unix seconds; null where it is about a period.</param>
/// <param name="StrikePeriod">The period that the event is about, in the venue's words.</param>
/// <param name="Markets">Empty unless they were asked for.</param>
/// <param name="Rejected">Markets that could not be read, with the reason.</param>
public sealed record EventTerms(
    string Ticker, string SeriesTicker, string Title, string SubTitle, bool MutuallyExclusive, long? StrikeTs, string? StrikePeriod,
    IReadOnlyList<CatalogueMarket> Markets, IReadOnlyList<string> Rejected);
