using System.Globalization;
using System.IO.Compression;

namespace Kalshi.VenueSimulator;

/// <summary>Recorded spot trades: gzipped CSV with exchange_ts_utc, local_recv_ns, price, trade_id and raw_event_type.</summary>
static class RecordedTrades
{
    const string Header = "exchange_ts_utc,local_recv_ns,price,trade_id,raw_event_type";

    /// <summary>The last trade received before <paramref name="start"/>, then those up to <paramref name="end"/>.</summary>
    /// <param name="paths">Files in order of their time.</param>
    /// <exception cref="InvalidDataException">Not such a file, or a malformed line.</exception>
    internal static IReadOnlyList<SpotTraded> Read(IReadOnlyList<string> paths, DateTimeOffset start, DateTimeOffset end)
    {
        SpotTraded? before = null;
        var trades = new List<SpotTraded>();
        foreach (var path in paths)
            Read(path, start, end, trades, ref before);
        return before is null ? trades : [before, .. trades];
    }

    static void Read(string path, DateTimeOffset start, DateTimeOffset end, List<SpotTraded> trades, ref SpotTraded? before)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        if (file.ReadLine() != Header)
            throw new InvalidDataException($"{path}: the first line is not '{Header}'");

        for (var number = 2; file.ReadLine() is { } line; number++)
        {
            var fields = line.Split(',');
            if (fields.Length != 5 || !long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var receivedNs))
                throw new InvalidDataException($"{path}:{number}: '{line}' is not a trade");
            var received = WireTime.FromUnixNanoseconds(receivedNs);
            if (received > end)
                break;
            var trade = Parse(fields, received, start, $"{path}:{number}");
            // A resubscription repeats the last trade; it happened once.
            if (trade.TradeId <= (trades.LastOrDefault() ?? before)?.TradeId)
                continue;
            if (received < start)
                before = trade;
            else
                trades.Add(trade);
        }
    }

    static SpotTraded Parse(string[] fields, DateTimeOffset received, DateTimeOffset start, string place)
    {
        try
        {
            if (!decimal.TryParse(fields[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
                throw new FormatException($"price: '{fields[2]}' is not a price");
            return new(
                received - start, WireTime.Parse(fields[0], "exchange_ts_utc") - start, fields[2],
                long.Parse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture));
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"{place}: {e.Message}", e);
        }
    }
}
