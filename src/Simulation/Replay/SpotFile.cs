using System.Globalization;
using Kalshi.Bus;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Simulation.Replay;

/// <summary>Recorded trades of the underlying (CSV: time of the venue, time of receipt in nanoseconds, price, trade id, type), thinned
/// to the last one of each second, which is all that the volatility estimate sees.</summary>
static class SpotFile
{
    internal static IEnumerable<ReplayedEvent> Read(string path, string product)
    {
        (long Second, string[] Fields)? held = null;
        foreach (var line in Lines.Of(path).Skip(1))
        {
            var fields = line.Split(',');
            var second = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture).ToUnixTimeSeconds();
            if (held is { } last && last.Second != second)
                yield return Event(last.Fields, product);
            held = (second, fields);
        }
        if (held is { } rest)
            yield return Event(rest.Fields, product);
    }

    static ReplayedEvent Event(string[] fields, string product)
    {
        var tsMs = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var received = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(fields[1], CultureInfo.InvariantCulture) / 1_000_000);
        var tick = new SpotTick(
            product, tsMs / 1000, SpotPrice.Parse(fields[2], "price"), null, null, null, null, long.Parse(fields[3], CultureInfo.InvariantCulture), tsMs);
        return new(EventFactory.Create(tick, "coinbase.ws"), received);
    }
}
