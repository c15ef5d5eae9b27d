namespace Kalshi.Grains;

/// <summary>Keys of <see cref="ITradingGateGrain"/>: an order passes the gates of all its scopes.</summary>
public static class GateScope
{
    /// <summary>Everything.</summary>
    public const string Global = "global";

    /// <summary>The one venue there is.</summary>
    public const string Kalshi = "kalshi";

    /// <summary>The one strategy there is: edges of the model over the market.</summary>
    public const string EdgeStrategy = "edge";

    const int MaxName = 64;

    public static string Venue(string venue) => "venue:" + venue;

    public static string Series(string series) => "series:" + series;

    public static string Strategy(string strategy) => "strategy:" + strategy;

    /// <summary>Whether a text names a scope: <c>global</c>, or <c>venue:</c>, <c>series:</c> or <c>strategy:</c> and a name of
    /// letters, digits, '-' and '_'.</summary>
    public static bool IsValid(string? scope)
    {
        if (scope == Global)
            return true;
        return scope?.Split(':') is ["venue" or "series" or "strategy", { Length: > 0 and <= MaxName } name]
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }
}
