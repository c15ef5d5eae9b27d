using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kalshi.Client.Api;

/// <summary>The silo's operations API.</summary>
sealed class OperationsClient(HttpClient http)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <exception cref="OperationsException">Not an http address.</exception>
    internal static OperationsClient Connect(string url, string? token)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new OperationsException($"'{url}' is not an http address");
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) };
        if (!string.IsNullOrEmpty(token))
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(http);
    }

    /// <summary>Waits longer than 15 s for answers; only before the first question.</summary>
    internal OperationsClient WaitingFor(TimeSpan patience)
    {
        http.Timeout = patience;
        return this;
    }

    internal Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    internal Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) }, cancellationToken);

    /// <summary>Saves an answer as it is, however long.</summary>
    internal async Task DownloadAsync(string path, string file, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new OperationsException(Explain(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)));
            await using var target = File.Create(file);
            await response.Content.CopyToAsync(target, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw new OperationsException($"no silo answers at {http.BaseAddress}: {e.Message}");
        }
    }

    async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize<JsonElement>(text)
                : throw new OperationsException(Explain(response.StatusCode, text));
        }
        catch (HttpRequestException e)
        {
            throw new OperationsException($"no silo answers at {http.BaseAddress}: {e.Message}. Is ./run going?");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperationsException($"no silo answers at {http.BaseAddress} within {http.Timeout.TotalSeconds:0} s");
        }
        finally
        {
            request.Dispose();
        }
    }

    static string Explain(HttpStatusCode status, string text)
    {
        var detail = text;
        try
        {
            var problem = JsonSerializer.Deserialize<JsonElement>(text);
            if (problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail", out var words))
                detail = words.GetString() ?? text;
        }
        catch (JsonException)
        {
            // A proxy's page, not the silo's answer: shown as it is.
        }
        return status == HttpStatusCode.Unauthorized
            ? "the silo wants its operations token for this (OPERATIONS_TOKEN)"
            : $"{(int)status}: {detail}";
    }
}
