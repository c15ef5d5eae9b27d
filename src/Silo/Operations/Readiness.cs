using System.Collections.Concurrent;

namespace Kalshi.Silo.Operations;

/// <summary>What start-up still waits for.</summary>
sealed class Readiness
{
    readonly ConcurrentDictionary<string, bool> _parts = new();

    internal IReadOnlyList<string> Missing => [.. _parts.Where(p => !p.Value).Select(p => p.Key).Order(StringComparer.Ordinal)];

    /// <summary>Announces a part that has to be ready before the silo is.</summary>
    internal void Expect(string part) => _parts.TryAdd(part, false);

    internal void Done(string part) => _parts[part] = true;
}
