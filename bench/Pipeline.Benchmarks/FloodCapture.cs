using System.Globalization;
using System.IO.Compression;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>A capture of more order book deltas than any real session has: written as a recorder writes, played as fast as the
/// silo reads.</summary>
static class FloodCapture
{
    const int Levels = 40;

    static readonly DateTimeOffset Start = new(2026, 11, 21, 14, 5, 0, TimeSpan.Zero);

    /// <param name="deltas">Over all markets, in turn.</param>
    internal static void Write(string path, int deltas, int markets)
    {
        using var file = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        for (var market = 0; market < markets; market++)
            file.WriteLine(Watch(market));
        for (var market = 0; market < markets; market++)
            file.WriteLine(Snapshot(market));
        for (var i = 0; i < deltas; i++)
            file.WriteLine(Delta(i, i % markets, i / markets));
    }

    static string Ticker(int market) => Invariant($"KXBTCD-26NOV2117-T{95_000 + 100 * market}.99");

    static string MarketId(int market) => Invariant($"00000000-0000-4000-8000-{market:x12}");

    static string Watch(int market) => Invariant($$$"""
        {"recv_ns":{{{Nanoseconds(0)}}},"control":"watch_market","market_ticker":"{{{Ticker(market)}}}","data":{"market_ticker":"{{{Ticker(market)}}}","status":"active","strike":{{{95_000 + 100 * market}}}.99,"strike_type":"greater","open_time":"{{{Start.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}}}","close_time":"{{{Start.AddHours(6):yyyy-MM-ddTHH:mm:ssZ}}}","price_level_structure":"linear_cent"} }
        """);

    static string Snapshot(int market)
    {
        var levels = string.Join(',', Enumerable.Range(1, Levels).Select(cent => Invariant($"[\"0.{cent:00}00\",\"1000.00\"]")));
        return Invariant($$$"""
            {"recv_ns":{{{Nanoseconds(0)}}},"frame":{"type":"orderbook_snapshot","seq":{{{market + 1}}},"msg":{"market_id":"{{{MarketId(market)}}}","market_ticker":"{{{Ticker(market)}}}","yes_dollars_fp":[{{{levels}}}],"no_dollars_fp":[{{{levels}}}]} } }
            """);
    }

    /// <param name="turn">How many the market has had: contracts come on the even ones and go on the odd ones.</param>
    static string Delta(int i, int market, int turn)
    {
        var at = Start.AddTicks(i);
        return Invariant($$$"""
            {"recv_ns":{{{Nanoseconds(i)}}},"frame":{"type":"orderbook_delta","seq":{{{i + 1}}},"msg":{"market_id":"{{{MarketId(market)}}}","market_ticker":"{{{Ticker(market)}}}","side":"{{{(turn / 2 % 2 == 0 ? "yes" : "no")}}}","price_dollars":"0.{{{1 + turn / 4 % Levels:00}}}00","delta_fp":"{{{(turn % 2 == 0 ? "" : "-")}}}50.00","ts":"{{{at:yyyy-MM-ddTHH:mm:ss.ffffffZ}}}","ts_ms":{{{at.ToUnixTimeMilliseconds()}}} } } }
            """);
    }

    static long Nanoseconds(int i) => Start.AddTicks(i).ToUnixTimeMilliseconds() * 1_000_000 + i % 10_000 * 100;

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
