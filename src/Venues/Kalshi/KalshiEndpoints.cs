namespace Kalshi.Venues;

/// <summary>Where the venue is. Keys belong to one environment, so REST and WebSocket of different ones are refused.</summary>
public sealed record KalshiEndpoints
{
    const string RestPath = "/trade-api/v2";
    const string WebSocketPath = "/trade-api/ws/v2";

    static readonly string[] ProductionHosts = ["external-api.kalshi.com", "external-api-ws.kalshi.com", "api.elections.kalshi.com"];
    static readonly string[] DemoHosts = ["external-api.demo.kalshi.co", "external-api-ws.demo.kalshi.co", "demo-api.kalshi.co"];

    KalshiEndpoints(string environment, Uri rest, Uri webSocket) => (Environment, Rest, WebSocket) = (environment, rest, webSocket);

    public static KalshiEndpoints Production { get; } = Parse("https://external-api.kalshi.com" + RestPath, "wss://external-api-ws.kalshi.com" + WebSocketPath);

    public static KalshiEndpoints Demo { get; } = Parse("https://external-api.demo.kalshi.co" + RestPath, "wss://external-api-ws.demo.kalshi.co" + WebSocketPath);

    /// <summary><c>prod</c>, <c>demo</c>, or <c>custom</c> for hosts that are not the venue's own.</summary>
    public string Environment { get; }

    /// <summary>Base of the REST API, without a slash at its end.</summary>
    public Uri Rest { get; }

    public Uri WebSocket { get; }

    /// <param name="rest">Base address such as <c>https://host/trade-api/v2</c>; http only on the loopback.</param>
    /// <param name="webSocket">Address such as <c>wss://host/trade-api/ws/v2</c>; ws only on the loopback.</param>
    /// <exception cref="FormatException">Not an address, in clear text beyond the loopback, or of two environments.</exception>
    public static KalshiEndpoints Parse(string rest, string webSocket)
    {
        var restUri = ParseUri(rest, "KALSHI_REST_URL", Uri.UriSchemeHttps, Uri.UriSchemeHttp);
        var webSocketUri = ParseUri(webSocket, "KALSHI_WS_URL", Uri.UriSchemeWss, Uri.UriSchemeWs);
        var (restEnvironment, webSocketEnvironment) = (EnvironmentOf(restUri), EnvironmentOf(webSocketUri));
        if (restEnvironment != webSocketEnvironment)
            throw new FormatException($"KALSHI_REST_URL '{rest}' is {restEnvironment}, KALSHI_WS_URL '{webSocket}' is {webSocketEnvironment}: keys are valid in one environment only");
        return new(restEnvironment, restUri, webSocketUri);
    }

    static string EnvironmentOf(Uri uri) =>
        ProductionHosts.Contains(uri.Host) ? "prod" : DemoHosts.Contains(uri.Host) ? "demo" : "custom";

    static Uri ParseUri(string text, string field, string secure, string clear)
    {
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) || (uri.Scheme != secure && uri.Scheme != clear))
            throw new FormatException($"{field}: '{text}' is not an address with {secure}");
        if (uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            throw new FormatException($"{field}: the address of '{uri.Host}' must have neither a query nor a user");
        if (uri.Scheme == clear && !uri.IsLoopback)
            throw new FormatException($"{field}: '{text}' would send signatures in clear text; {clear} is for the loopback only");
        return uri;
    }
}
