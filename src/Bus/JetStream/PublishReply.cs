using System.Text.Json;

namespace Kalshi.Bus.JetStream;

/// <summary>The stream's answer to a publish: stored, stored before, or why not.</summary>
readonly record struct PublishReply(string Stream, long Sequence, bool Duplicate, int Code, int ErrorCode, string? Error)
{
    internal bool Stored => Error is null;

    /// <param name="knownStream">Saves a string when it is this stream that answers, as it nearly always is.</param>
    internal static PublishReply Read(ReadOnlySpan<byte> json, string knownStream)
    {
        string? stream = null, error = null;
        long sequence = 0;
        var duplicate = false;
        int code = 0, errorCode = 0;
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (reader.ValueTextEquals("stream"u8) && reader.Read())
                    stream = reader.ValueTextEquals(knownStream) ? knownStream : reader.GetString();
                else if (reader.ValueTextEquals("seq"u8) && reader.Read())
                    sequence = reader.GetInt64();
                else if (reader.ValueTextEquals("duplicate"u8) && reader.Read())
                    duplicate = reader.GetBoolean();
                else if (reader.ValueTextEquals("code"u8) && reader.Read())
                    code = reader.GetInt32();
                else if (reader.ValueTextEquals("err_code"u8) && reader.Read())
                    errorCode = reader.GetInt32();
                else if (reader.ValueTextEquals("description"u8) && reader.Read())
                    error = reader.GetString();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new("", 0, false, 500, 0, $"the acknowledgement is unreadable: {e.Message}");
        }
        return stream is { Length: > 0 } && sequence > 0 && error is null
            ? new(stream, sequence, duplicate, 0, 0, null)
            : new(stream ?? "", sequence, false, code == 0 ? 500 : code, errorCode, error ?? "the acknowledgement names no stream or sequence");
    }
}
