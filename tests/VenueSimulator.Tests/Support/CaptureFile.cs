using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>A small capture in a folder of its own, laid out as the recordings are.</summary>
sealed class CaptureFile : IDisposable
{
    public const string First = "KXBTC15M-26MAY110830-30";
    public const string Second = "KXBTC15M-26MAY110845-45";

    static readonly DateTimeOffset Start = new(2026, 5, 11, 12, 17, 30, 250, TimeSpan.Zero);

    readonly string _folder = Directory.CreateTempSubdirectory("capture").FullName;
    readonly StringBuilder _lines = new();

    public string FilePath => Path.Combine(_folder, "kalshi", "session.frames.jsonl.gz");

    public CaptureFile Watch(double at, string ticker, string close, decimal strike) => Line(at, new()
    {
        ["control"] = "watch_market",
        ["market_ticker"] = ticker,
        ["data"] = new JsonObject { ["market_ticker"] = ticker, ["strike"] = strike, ["close_time"] = close },
    });

    public CaptureFile Snapshot(double at, string ticker, JsonArray? yes = null, JsonArray? no = null)
    {
        var msg = Message(ticker);
        if (yes is not null)
            msg["yes_dollars_fp"] = yes;
        if (no is not null)
            msg["no_dollars_fp"] = no;
        return Frame(at, "orderbook_snapshot", msg);
    }

    public CaptureFile Delta(double at, string ticker, string side, string price, string delta)
    {
        var msg = Message(ticker);
        msg["side"] = side;
        msg["price_dollars"] = price;
        msg["delta_fp"] = delta;
        msg["ts"] = Iso(at);
        return Frame(at, "orderbook_delta", msg);
    }

    public CaptureFile Ticker(double at, string ticker, string bid, string ask)
    {
        var msg = Message(ticker);
        msg["price_dollars"] = bid;
        msg["yes_bid_dollars"] = bid;
        msg["yes_ask_dollars"] = ask;
        foreach (var count in new[] { "yes_bid_size_fp", "yes_ask_size_fp", "last_trade_size_fp", "volume_fp", "open_interest_fp" })
            msg[count] = "1.00";
        msg["dollar_volume"] = 7;
        msg["dollar_open_interest"] = 7;
        msg["time"] = Iso(at);
        return Frame(at, "ticker", msg);
    }

    public CaptureFile Frame(double at, string type, JsonObject msg) =>
        Line(at, new() { ["frame"] = new JsonObject { ["type"] = type, ["seq"] = 9, ["msg"] = msg } });

    public CaptureFile Line(double at, JsonObject body)
    {
        body["recv_ns"] = Nanoseconds(at);
        _lines.Append(body.ToJsonString()).Append('\n');
        return this;
    }

    /// <summary>Trades at the spot venue.</summary>
    public CaptureFile Spot(params (double At, string Price)[] trades)
    {
        var csv = new StringBuilder("exchange_ts_utc,local_recv_ns,price,trade_id,raw_event_type\n");
        foreach (var (trade, i) in trades.Select((t, i) => (t, i)))
            csv.Append(CultureInfo.InvariantCulture, $"{Iso(trade.At)},{Nanoseconds(trade.At)},{trade.Price},{i + 1},match\n");
        Write(Path.Combine(_folder, "coinbase", "trades.csv.gz"), csv.ToString());
        return this;
    }

    public CaptureFile Result(string ticker, string result, decimal expirationValue)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "kalshi"));
        File.WriteAllText(Path.Combine(_folder, "kalshi", "kxbtc15m_market_results.json"), new JsonObject
        {
            ["derived_from_next_window_strike"] = new JsonObject
            {
                [ticker] = new JsonObject { ["derived_result"] = result, ["derived_expiration_value"] = expirationValue },
            },
            ["recorded_results"] = new JsonObject { [ticker] = new JsonObject { ["result"] = result } },
        }.ToJsonString());
        return this;
    }

    public CaptureFile Save()
    {
        Write(FilePath, _lines.ToString());
        return this;
    }

    /// <summary>Two windows, the second listed before it opens, and a few trades, one of them before the start.</summary>
    public static CaptureFile TwoWindows() => new CaptureFile()
        .Watch(0, First, "2026-05-11T12:30:00Z", 81087.33m)
        .Snapshot(0.2, First, [Level("0.3000", "10.00"), Level("0.3100", "5.00")], [Level("0.6500", "7.00")])
        .Delta(1, First, "yes", "0.3100", "-5.00")
        .Ticker(2, First, "0.3000", "0.3500")
        .Snapshot(749.9, First)
        .Watch(790, Second, "2026-05-11T12:45:00Z", 81281.83m)
        .Snapshot(790.2, Second, [Level("0.5000", "1.00")])
        .Delta(791, Second, "no", "0.4000", "2.50")
        .Spot((-2, "81000.01"), (1.5, "81010.00"), (3, "81020.5"))
        .Result(First, "yes", 81281.83m)
        .Save();

    public static JsonArray Level(string price, string size) => [price, size];

    public static string Id(string ticker) =>
        ticker == First ? "9f7336db-3cc1-4690-b6ec-c59ec473689e" : "c93a36d7-bde8-4d20-9610-f391754245d5";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static JsonObject Message(string ticker) => new() { ["market_ticker"] = ticker, ["market_id"] = Id(ticker) };

    static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        file.Write(text);
    }

    static long Nanoseconds(double at) => (Start.AddSeconds(at) - DateTimeOffset.UnixEpoch).Ticks * 100;

    static string Iso(double at) => Start.AddSeconds(at).ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
