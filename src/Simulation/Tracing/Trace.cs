using System.Globalization;

namespace Kalshi.Simulation.Tracing;

/// <summary>The course of a scenario: a hash over all of it, and its last lines for people.</summary>
/// <remarks>The hash holds keys, times, turns and money, and no floating-point result: the C library's logarithm may differ in
/// its last bit between machines, and the course must not.</remarks>
sealed class Trace
{
    const ulong FnvBasis = 14695981039346656037, FnvPrime = 1099511628211;
    const int Kept = 400;

    readonly (DateTimeOffset At, string What, string About, string Detail)[] _lines = new (DateTimeOffset, string, string, string)[Kept];
    long _count;

    /// <summary>FNV-1a over every line so far.</summary>
    internal ulong Hash { get; private set; } = FnvBasis;

    internal long Count => _count;

    /// <summary>Called with every line, for those who want all of them.</summary>
    internal Action<string>? Listener { get; set; }

    /// <param name="what">What happened.</param>
    /// <param name="about">What it happened to.</param>
    /// <param name="detail">The rest, also part of the hash.</param>
    internal void Add(DateTimeOffset at, string what, string about, string detail = "")
    {
        Mix((ulong)at.UtcTicks);
        Mix(what);
        Mix(about);
        Mix(detail);
        _lines[_count++ % Kept] = (at, what, about, detail);
        Listener?.Invoke(Text(_lines[(_count - 1) % Kept]));
    }

    internal void Mix(ulong value) => Hash = (Hash ^ value) * FnvPrime;

    internal IReadOnlyList<string> Last(int count)
    {
        var first = Math.Max(0, _count - Math.Min(count, Kept));
        var lines = new List<string>();
        for (var i = first; i < _count; i++)
            lines.Add(Text(_lines[i % Kept]));
        return lines;
    }

    void Mix(string text)
    {
        var hash = Hash;
        foreach (var c in text)
            hash = (hash ^ c) * FnvPrime;
        Hash = (hash ^ 0x1F) * FnvPrime;
    }

    static string Text((DateTimeOffset At, string What, string About, string Detail) line) => string.Create(
        CultureInfo.InvariantCulture, $"{line.At:MM-dd HH:mm:ss.fff} {line.What,-12} {line.About} {line.Detail}");
}
