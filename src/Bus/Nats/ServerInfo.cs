using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Bus.Nats;

/// <summary>The server's greeting.</summary>
/// <param name="ClientId">The server's number for this connection; with <paramref name="ServerId"/> unique for ever.</param>
/// <param name="Nonce">What a client with a key must sign; absent when the server has no such clients.</param>
/// <param name="MaxPayload">Bytes that a message, headers included, may have.</param>
sealed record ServerInfo(
    [property: JsonPropertyName("server_id")] string ServerId,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("client_id")] long ClientId,
    [property: JsonPropertyName("max_payload")] int MaxPayload,
    [property: JsonPropertyName("headers")] bool Headers,
    [property: JsonPropertyName("tls_required")] bool TlsRequired,
    [property: JsonPropertyName("tls_available")] bool TlsAvailable,
    [property: JsonPropertyName("auth_required")] bool AuthRequired,
    [property: JsonPropertyName("nonce")] string? Nonce)
{
    /// <exception cref="NatsProtocolException">Not the greeting of a NATS server.</exception>
    internal static ServerInfo Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, NatsJson.Default.ServerInfo) is { ServerId: not null, MaxPayload: > 0 } info
                ? info
                : throw new NatsProtocolException("INFO without server_id or max_payload");
        }
        catch (JsonException e)
        {
            throw new NatsProtocolException($"INFO is no JSON: {e.Message}");
        }
    }
}

/// <summary>What the client says of itself; absent credentials are left out.</summary>
sealed record ConnectRequest(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("user")] string? User,
    [property: JsonPropertyName("pass")] string? Password,
    [property: JsonPropertyName("auth_token")] string? Token,
    [property: JsonPropertyName("nkey")] string? Key,
    [property: JsonPropertyName("jwt")] string? UserToken,
    [property: JsonPropertyName("sig")] string? Signature)
{
    /// <exception cref="NatsException">A key to log in with, and a server that asks for none.</exception>
    internal static ConnectRequest Of(NatsOptions options, NatsAddress address, ServerInfo server)
    {
        var request = new ConnectRequest(options.Name, "1.0.0", address.User, address.Password, address.Token, null, null, null);
        if (options.Credentials is not { } credentials)
            return request;
        if (server.Nonce is not { Length: > 0 } nonce)
            throw new NatsException($"{address} asks for no signature, so it cannot know the key {credentials.PublicKey}");
        return request with
        {
            Key = credentials.UserToken is null ? credentials.PublicKey : null,
            UserToken = credentials.UserToken,
            Signature = credentials.Sign(nonce),
        };
    }

    [JsonPropertyName("lang")]
    public string Language { get; } = "c#";

    [JsonPropertyName("protocol")]
    public int Protocol { get; } = 1;

    [JsonPropertyName("verbose")]
    public bool Verbose { get; } = false;

    [JsonPropertyName("pedantic")]
    public bool Pedantic { get; } = false;

    [JsonPropertyName("headers")]
    public bool Headers { get; } = true;

    [JsonPropertyName("no_responders")]
    public bool NoResponders { get; } = true;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(ConnectRequest))]
sealed partial class NatsJson : JsonSerializerContext;
