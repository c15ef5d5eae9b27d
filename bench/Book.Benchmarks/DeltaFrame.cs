using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Book.Benchmarks;

/// <summary>The least that a reader of delta frames must do; the product's own, stricter reader is in Venues.</summary>
readonly record struct DeltaFrame(long SubscriptionId, long Sequence, Delta Delta)
{
    internal static bool TryRead(ReadOnlySpan<byte> utf8, out DeltaFrame frame)
    {
        var json = new Utf8JsonReader(utf8);
        long sid = 0, seq = 0;
        Delta delta = default;
        bool hasPrice = false, hasChange = false, hasSide = false;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (json.ValueTextEquals("sid"u8))
                _ = json.Read() && json.TryGetInt64(out sid);
            else if (json.ValueTextEquals("seq"u8))
                _ = json.Read() && json.TryGetInt64(out seq);
            else if (json.ValueTextEquals("price_dollars"u8) && json.Read())
            {
                hasPrice = Price.TryParse(json.ValueSpan, out var price);
                delta = delta with { Price = price };
            }
            else if (json.ValueTextEquals("delta_fp"u8) && json.Read())
            {
                hasChange = Quantity.TryParse(json.ValueSpan, out var change);
                delta = delta with { Change = change };
            }
            else if (json.ValueTextEquals("side"u8) && json.Read())
            {
                hasSide = json.ValueTextEquals("yes"u8) || json.ValueTextEquals("no"u8);
                delta = delta with { Side = json.ValueTextEquals("yes"u8) ? Side.Yes : Side.No };
            }
        }
        frame = new(sid, seq, delta);
        return hasPrice && hasChange && hasSide;
    }
}
