namespace Kalshi.VenueSimulator;

/// <summary>The rate limits of an API usage tier (the venue's "rate limits and tiers" page, autumn 2026).</summary>
/// <param name="ReadTokensPerSecond">The read bucket holds one second of it.</param>
/// <param name="WriteCapacity">Tokens that the write bucket holds: two seconds' worth.</param>
sealed record UsageTier(string Name, int ReadTokensPerSecond, int WriteTokensPerSecond, int WriteCapacity)
{
    internal const int DefaultCost = 10;

    static readonly UsageTier[] All =
    [
        new("basic", 200, 100, 200),
        new("advanced", 300, 300, 600),
        new("premier", 1_000, 1_000, 2_000),
        new("paragon", 2_000, 2_000, 4_000),
        new("prime", 4_000, 4_000, 8_000),
    ];

    /// <summary>Orders of one batch: what the write bucket can pay at once.</summary>
    internal int LargestBatch => WriteCapacity / DefaultCost;

    /// <exception cref="ArgumentException">No such tier; the message lists them.</exception>
    internal static UsageTier Named(string name) => All.FirstOrDefault(t => t.Name == name)
        ?? throw new ArgumentException($"tier: '{name}' is none of {string.Join(", ", All.Select(t => t.Name))}");
}
