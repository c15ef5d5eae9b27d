namespace Kalshi.Venues;

/// <summary>Prices of calls by method and route.</summary>
sealed class CallCosts
{
    const string Base = "/trade-api/v2/";
    const string CancelRoute = Base + "portfolio/events/orders/:order_id";

    readonly double _readDefault;
    readonly double _writeDefault;
    readonly (string Method, string[] Route, double Tokens)[] _listed;

    CallCosts(double readDefault, double writeDefault, IEnumerable<EndpointCost> listed) => (_readDefault, _writeDefault, _listed) =
        (readDefault, writeDefault, [.. listed.Select(cost => (cost.Method, Segments(cost.Route), cost.Tokens))]);

    /// <summary>Before the venue was asked.</summary>
    internal static CallCosts Documented(RestLineOptions options) => new(
        options.ReadCost, options.Write.CreateCost, [new("DELETE", CancelRoute, options.Write.CancelCost)]);

    internal static CallCosts Of(EndpointCosts costs) => new(costs.Default, costs.Default, costs.Listed);

    /// <param name="path">Relative to the API's base; its query does not matter.</param>
    internal double Of(string method, string path)
    {
        var segments = Segments(path);
        foreach (var (listedMethod, route, tokens) in _listed)
            if (listedMethod == method && Matches(route, segments))
                return tokens;
        return method == "GET" ? _readDefault : _writeDefault;
    }

    static string[] Segments(string path)
    {
        var end = path.IndexOf('?', StringComparison.Ordinal);
        var plain = end < 0 ? path : path[..end];
        return (plain.StartsWith(Base, StringComparison.Ordinal) ? plain[Base.Length..] : plain).Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    static bool Matches(string[] route, string[] path)
    {
        if (route.Length != path.Length)
            return false;
        for (var i = 0; i < route.Length; i++)
            if (route[i][0] is not (':' or '{') && route[i] != path[i])
                return false;
        return true;
    }
}
