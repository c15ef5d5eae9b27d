using System.Text.Json;

namespace Kalshi.Storage;

/// <summary>Finds the payload within an envelope's JSON without building a document of it.</summary>
static class PayloadJson
{
    /// <param name="payload">The bytes of the member <c>payload</c>.</param>
    /// <returns>False when there is no such member or it is no object.</returns>
    /// <exception cref="JsonException">Not JSON.</exception>
    internal static bool TrySlice(ReadOnlyMemory<byte> envelope, out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        var reader = new Utf8JsonReader(envelope.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPayload = reader.ValueTextEquals("payload"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (!isPayload)
                continue;
            payload = envelope[start..(int)reader.BytesConsumed];
            return isObject;
        }
        return false;
    }
}
