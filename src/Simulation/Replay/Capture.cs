using System.Globalization;
using System.Text;
using System.Text.Json;
using Kalshi.Bus;
using Kalshi.Grains.Events;
using Kalshi.Silo.Ingest;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Simulation.Replay;

/// <summary>A capture of Kalshi's WebSocket (<c>*.frames.jsonl.gz</c>), frame by frame through the product's own reader and mapping.
/// Its lines for the recorder's own use say which markets were watched, with their terms.</summary>
static class Capture
{
    const string Source = "kalshi.ws";

    /// <exception cref="FormatException">A line that is no line of a capture, or a frame that the venue's reader refuses.</exception>
    internal static IEnumerable<ReplayedEvent> Read(string path)
    {
        var last = new Dictionary<MarketTicker, long>();
        var session = "";
        var number = 0;
        foreach (var text in Lines.Of(path))
        {
            number++;
            using var line = JsonDocument.Parse(text);
            var at = DateTimeOffset.FromUnixTimeMilliseconds(line.RootElement.GetProperty("recv_ns").GetInt64() / 1_000_000);
            if (line.RootElement.TryGetProperty("control", out var control))
            {
                if (control.GetString() == "ws_connected")
                    (session, last) = (at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), []);
                if (control.GetString() == "watch_market")
                    foreach (var payload in Terms(line.RootElement.GetProperty("data"), at))
                        yield return new(EventFactory.Create(payload, "kalshi.rest"), at);
                continue;
            }
            if (EventOf(line.RootElement.GetProperty("frame"), session, at, last, number) is { } market)
                yield return new(EventFactory.Create(market, Source), at);
        }
    }

    static DomainEvent? EventOf(JsonElement frame, string session, DateTimeOffset at, Dictionary<MarketTicker, long> last, int number)
    {
        var message = KalshiFrames.Read(WithSid(frame), session, at.ToUnixTimeMilliseconds());
        switch (message)
        {
            case MalformedFrame malformed:
                throw new FormatException($"line {number}: {malformed.Reason}");
            case BookSnapshotFrame snapshot:
                last[snapshot.Ticker] = snapshot.Sequence;
                break;
            case BookDeltaFrame delta:
                message = delta with { PreviousSequence = last.GetValueOrDefault(delta.Ticker) };
                last[delta.Ticker] = delta.Sequence;
                break;
        }
        return KalshiEvents.From(message);
    }

    static IEnumerable<DomainEvent> Terms(JsonElement data, DateTimeOffset at)
    {
        var market = MarketTicker.Parse(data.GetProperty("market_ticker").GetString() ?? "", "market_ticker");
        var close = data.GetProperty("close_time").GetDateTimeOffset().ToUnixTimeSeconds();
        var ts = at.ToUnixTimeSeconds();
        yield return new MarketLifecycle(market, ts, data.GetProperty("status").GetString()!, close, close, null, null);
        yield return new ContractUpdate(market, ts, data.GetProperty("strike").GetDouble(), null, "greater", close, close, null, null, null, null);
    }

    // The recorder kept all but the sid, which was 1 for tickers and 2 for the order book.
    static byte[] WithSid(JsonElement frame)
    {
        var text = frame.GetRawText();
        return Encoding.UTF8.GetBytes(frame.GetProperty("type").GetString() switch
        {
            "ticker" => "{\"sid\":1," + text[1..],
            "orderbook_delta" or "orderbook_snapshot" => "{\"sid\":2," + text[1..],
            _ => text,
        });
    }
}
