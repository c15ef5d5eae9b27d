using System.Text.Json;

namespace Kalshi.Recorder;

/// <summary>What a recorder must know of a frame: the rest is written as it came.</summary>
/// <param name="Channel">With an answer to a subscription: its channel.</param>
/// <param name="Code">With an error: its number.</param>
readonly record struct FrameHeader(string Type, long? Id, int? Sid, long? Sequence, string? Channel, int? Code)
{
    /// <exception cref="FormatException">No JSON object with a type.</exception>
    internal static FrameHeader Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
                throw new FormatException("a frame without a type");
            var msg = root.TryGetProperty("msg", out var body) && body.ValueKind == JsonValueKind.Object ? body : default;
            return new(
                type.GetString()!, Number(root, "id"), (int?)Number(root, "sid") ?? (int?)Number(msg, "sid"), Number(root, "seq"),
                Text(msg, "channel"), (int?)Number(msg, "code"));
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    static long? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field)
        && field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out var value) ? value : null;

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String
            ? field.GetString() : null;
}
