using System.Globalization;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Client.Recordings;

/// <summary>One trade of Coinbase: <c>exchange_ts_utc,local_recv_ns,price,trade_id,raw_event_type</c>.</summary>
static class RecordedTrade
{
    internal static IReadOnlyList<(DomainEvent Payload, long AtMs)> Read(string line, int number)
    {
        var fields = line.Split(',');
        if (number == 1 && fields[0] == "exchange_ts_utc")
            return [];
        if (fields.Length < 4)
            throw new FormatException($"{fields.Length} fields, at least 4 are needed");
        var time = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var tick = new SpotTick(
            "BTC-USD", time.ToUnixTimeSeconds(), SpotPrice.Parse(fields[2], "price"), null, null, null, null,
            long.Parse(fields[3], CultureInfo.InvariantCulture), time.ToUnixTimeMilliseconds());
        return [(tick, long.Parse(fields[1], CultureInfo.InvariantCulture) / 1_000_000)];
    }
}
