using System.Net.Http.Json;
using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>A key's REST calls, with headers of the right form.</summary>
sealed class Trader(SimulatorHost simulator, TimeProvider clock, string key = "any")
{
    int _clientOrderId;

    public Task<(int Status, JsonElement Body)> PlaceAsync(
        string ticker, string side, string price, string count, string inForce = "good_till_canceled", long? expiration = null, bool postOnly = false,
        string prevention = "taker_at_cross") =>
        SendAsync(HttpMethod.Post, "/portfolio/events/orders", new
        {
            ticker,
            client_order_id = $"{key}-{++_clientOrderId}",
            side,
            price,
            count,
            time_in_force = inForce,
            self_trade_prevention_type = prevention,
            expiration_time = expiration,
            post_only = postOnly,
        });

    public Task<(int Status, JsonElement Body)> AmendAsync(JsonElement order, string ticker, string side, string price, string count, string? newId = null) =>
        SendAsync(HttpMethod.Post, $"/portfolio/events/orders/{order.Text("order_id")}/amend", new
        {
            ticker,
            side,
            price,
            count,
            updated_client_order_id = newId,
        });

    public async Task<JsonElement> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path)).Body;

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, simulator.KalshiRest + path);
        foreach (var (name, value) in ApiKey.Unsigned(clock.GetUtcNow()))
            request.Headers.Add(name, name == "KALSHI-ACCESS-KEY" ? key : value);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, document.RootElement.Clone());
    }
}
