using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

sealed partial class KalshiFrameReader
{
    /// <summary>More than any subscription of ours holds.</summary>
    const int ListMax = 10_000;

    ControlFrame Control(
        ControlKind kind, int? sid = null, string? channel = null, int? code = null, string? text = null,
        IReadOnlyList<MarketTicker>? tickers = null, IReadOnlyList<(int, string)>? subscriptions = null) =>
        new(_envelope.Session, _envelope.ReceivedAtMs, kind, _envelope.Id, sid ?? _envelope.Sid, _envelope.Sequence,
            channel, code, text, tickers ?? [], subscriptions);

    ControlFrame ReadSubscribed(ref Utf8JsonReader reader)
    {
        var (sid, channel) = ReadSubscription(ref reader);
        return Control(ControlKind.Subscribed, sid, channel);
    }

    (int Sid, string Channel) ReadSubscription(ref Utf8JsonReader reader)
    {
        int? sid = null;
        string? channel = null;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("sid"u8))
            {
                reader.Read();
                sid = (int)WireValue.Integer(ref reader, "msg.sid", 1, int.MaxValue);
            }
            else if (reader.ValueTextEquals("channel"u8))
            {
                reader.Read();
                channel = WireValue.Text(ref reader, "msg.channel");
            }
            else
                SkipUnknown(ref reader);
        }
        return (sid ?? throw new FrameFault("msg.sid: missing"), channel ?? throw new FrameFault("msg.channel: missing"));
    }

    ControlFrame ReadOk(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return Control(ControlKind.Ok, subscriptions: ReadSubscriptions(ref reader));
        WireValue.Object(ref reader, "msg");
        IReadOnlyList<MarketTicker>? tickers = null;
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("market_tickers"u8))
                tickers = ReadNonNull(ref reader) ? ReadTickers(ref reader, "msg.market_tickers") : [];
            else if (reader.ValueTextEquals("market_ids"u8))
                reader.Skip();
            else
                SkipUnknown(ref reader);
        }
        return Control(ControlKind.Ok, tickers: tickers);
    }

    List<(int, string)> ReadSubscriptions(ref Utf8JsonReader reader)
    {
        List<(int, string)> subscriptions = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            WireValue.Object(ref reader, "msg");
            subscriptions.Add(ReadSubscription(ref reader));
            if (subscriptions.Count > ListMax)
                throw new FrameFault($"msg: more than {ListMax} subscriptions");
        }
        return subscriptions;
    }

    List<MarketTicker> ReadTickers(ref Utf8JsonReader reader, string field)
    {
        WireValue.Array(ref reader, field);
        List<MarketTicker> tickers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            tickers.Add(FindMarket(ref reader)?.Ticker ?? WireValue.Ticker(ref reader, field));
            if (tickers.Count > ListMax)
                throw new FrameFault($"{field}: more than {ListMax} markets");
        }
        return tickers;
    }

    ControlFrame ReadError(ref Utf8JsonReader reader)
    {
        int? code = null;
        string? text = null;
        List<MarketTicker> tickers = [];
        while (NextField(ref reader))
        {
            if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                code = (int)WireValue.Integer(ref reader, "msg.code", 0, int.MaxValue);
            }
            else if (reader.ValueTextEquals("msg"u8))
            {
                reader.Read();
                text = WireValue.Text(ref reader, "msg.msg");
            }
            else if (reader.ValueTextEquals("market_ticker"u8))
            {
                if (ReadNonNull(ref reader))
                    tickers.Add(ReadMarket(ref reader));
            }
            else if (reader.ValueTextEquals("market_tickers"u8))
            {
                if (ReadNonNull(ref reader))
                    tickers.AddRange(ReadTickers(ref reader, "msg.market_tickers"));
            }
            else if (reader.ValueTextEquals("market_id"u8))
                reader.Skip();
            else
                SkipUnknown(ref reader);
        }
        return Control(ControlKind.Error, code: code ?? throw new FrameFault("msg.code: missing"), text: text ?? "", tickers: tickers);
    }
}
