namespace Kalshi.Storage;

/// <summary>What a start found and did.</summary>
/// <param name="Version">The schema's version now.</param>
/// <param name="Applied">The steps applied by this call, e.g. <c>0001_orleans</c>; empty when the schema was current.</param>
public sealed record MigrationReport(int Version, IReadOnlyList<string> Applied);
