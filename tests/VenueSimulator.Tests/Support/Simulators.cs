using System.Net.Http.Headers;
using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

static class Simulators
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 17, 0, 0, TimeSpan.Zero);

    public static Task<SimulatorHost> StartAsync(SimulatorOptions options) => SimulatorHost.StartAsync(options, CancellationToken.None);

    /// <summary>Returns when the session has followed the clock.</summary>
    public static async Task CatchUpAsync(this SimulatorHost simulator, ManualClock clock)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!simulator.HasPlayedUntil(clock.GetUtcNow()))
            await Task.Delay(1, bound.Token);
    }

    /// <summary>A connection with headers of the right form.</summary>
    public static Task<SocketClient> ConnectAsync(this SimulatorHost simulator) =>
        SocketClient.ConnectAsync(simulator.KalshiStream, ApiKey.Unsigned(simulator.Status.Clock.Now));

    public static Task SubscribeAsync(this SocketClient client, int id, string[] channels, params string[] tickers) =>
        client.SendAsync(new { id, cmd = "subscribe", @params = new { channels, market_tickers = tickers } });

    public static async Task<(int Status, JsonElement Body)> GetAsync(
        this SimulatorHost simulator, string path, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, simulator.KalshiRest + path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            request.Headers.Add(name, value);
        using var response = await client.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, document.RootElement.Clone());
    }

    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();
}
