using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Kalshi.Venues;

/// <summary>One breaker for each endpoint: an order book that fails must not keep us from cancelling.</summary>
sealed partial class Circuits(RestLineOptions options, TimeProvider clock)
{
    /// <summary>More endpoints than the venue has; only paths made up by a fault could bring more, and these share one.</summary>
    const int EndpointsMax = 256;

    readonly ConcurrentDictionary<string, CircuitBreaker> _byEndpoint = new(StringComparer.Ordinal);

    internal IReadOnlyList<string> Open => [.. _byEndpoint.Where(each => each.Value.IsOpen).Select(each => each.Key).Order(StringComparer.Ordinal)];

    internal CircuitBreaker Of(string method, string path)
    {
        var endpoint = $"{method} {Identifier().Replace(path.Split('?')[0], ":id")}";
        return _byEndpoint.GetOrAdd(
            _byEndpoint.Count < EndpointsMax || _byEndpoint.ContainsKey(endpoint) ? endpoint : "other",
            _ => new(options.CircuitFailuresMax, options.CircuitPause, clock));
    }

    // What holds a digit or an escape is a ticker or an id; the venue's own words have neither.
    [GeneratedRegex("[^/]*[0-9%][^/]*", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
