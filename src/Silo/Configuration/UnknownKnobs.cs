namespace Kalshi.Silo.Configuration;

/// <summary>Finds settings that nobody reads: a misspelt limit must not pass for a configured one.</summary>
/// <remarks>The environment is full of names that are not ours. Ours are told by their first word, and by being nearly one
/// that is read.</remarks>
static class UnknownKnobs
{
    /// <summary>Edits between two names that are taken for a slip of the finger.</summary>
    const int Slip = 2;

    static readonly string[] Prefixes =
    [
        "BUS_", "CANARY_", "CATALOGUE_", "CHECKPOINT_", "CLOCK_", "COINBASE_", "EDGE_", "FACTS_", "GATE_", "KALSHI_", "KILL_", "LIVE_", "NATS_",
        "OPERATIONS_", "ORDER_", "ORLEANS_", "PAPER_", "PG_", "PNL_", "QUOTE_", "RECONCILE_", "RISK_", "SCORING_", "SIGMA_", "SUMMARY_", "TRADING_", "UNIVERSE_",
    ];

    // Of the console, the tests and the scripts, which may share an environment with the silo.
    static readonly string[] Others = ["KALSHI_RECORDINGS", "KALSHI_SHARED", "KALSHI_VECTORS", "KALSHI_WRITE_DOCS", "OPERATIONS_URL"];

    /// <summary>Faults of all names in <paramref name="configured"/> that are ours and not in <paramref name="read"/>.</summary>
    internal static IEnumerable<(string Name, string Fault)> Among(IEnumerable<string> configured, IReadOnlySet<string> read)
    {
        foreach (var name in configured.Where(n => !read.Contains(n) && !Others.Contains(n)).Order(StringComparer.Ordinal))
        {
            if (RetiredKnobs.Successors.TryGetValue(name, out var instead))
            {
                yield return (name, $"means nothing here; instead: {instead}");
                continue;
            }
            var near = read.Where(known => Edits(name, known) <= Slip).Order(StringComparer.Ordinal).FirstOrDefault();
            if (near is not null)
                yield return (name, $"no such setting; is {near} meant?");
            else if (Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                yield return (name, "no such setting");
        }
    }

    /// <summary>Levenshtein's distance.</summary>
    static int Edits(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > Slip || a.Length <= 2 * Slip)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
