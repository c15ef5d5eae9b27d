using System.Text.Json;

namespace Kalshi.VenueSimulator;

/// <summary>A client's subscribe or unsubscribe, in the dialect of either feed.</summary>
/// <param name="Subscribe">False to unsubscribe.</param>
/// <param name="Channels">Advanced Trade names one, Exchange several.</param>
/// <param name="Products">Products of the command as a whole or of its channels, together.</param>
sealed record SpotCommand(bool Subscribe, IReadOnlyList<string> Channels, IReadOnlyList<string> Products)
{
    /// <exception cref="FormatException">Not a command; the message says why, as the feeds' own errors do.</exception>
    internal static SpotCommand Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("a message is a JSON object");
            var type = Text(root, "type");
            if (type is not ("subscribe" or "unsubscribe"))
                throw new FormatException($"type '{type}' is neither subscribe nor unsubscribe");

            var products = Texts(root, "product_ids").ToHashSet(StringComparer.Ordinal);
            var channels = new List<string>();
            if (Text(root, "channel") is { } single)
                channels.Add(single);
            if (root.TryGetProperty("channels", out var several) && several.ValueKind == JsonValueKind.Array)
            {
                foreach (var channel in several.EnumerateArray())
                {
                    var named = channel.ValueKind == JsonValueKind.Object;
                    channels.Add((named ? Text(channel, "name") : channel.GetString()) ?? throw new FormatException("a channel has no name"));
                    if (named)
                        products.UnionWith(Texts(channel, "product_ids"));
                }
            }
            if (channels.Count == 0)
                throw new FormatException("no channel is named");
            return new(type == "subscribe", channels, [.. products]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("failed to parse the message", e);
        }
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    static IEnumerable<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Array
            ? [.. field.EnumerateArray().Select(p => p.GetString() ?? "")]
            : [];
}
