using System.Globalization;
using Kalshi.Servers;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>What a cluster costs: the same flood into one silo, into two and into three on this machine.</summary>
/// <remarks>One of them reads the venue and the stream, and what events feed is placed beside it; the others hold the rest and stand
/// by. On one machine more silos can only cost: the figure is by how much.</remarks>
static class SilosRun
{
    // From the first silo's subscription: the others have started by then.
    static readonly TimeSpan StartDelay = TimeSpan.FromSeconds(45);

    internal static async Task<int> RunAsync(int messages, int markets, int most)
    {
        Console.WriteLine("| silos | wire to grains, messages/s | processor µs a message, all silos | of it the one that reads | resident MB, all silos |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        for (var silos = 1; silos <= most; silos++)
            await OneAsync(messages, markets, silos);
        return 0;
    }

    static async Task OneAsync(int messages, int markets, int count)
    {
        await using var ground = await Ground.StartAsync();
        await using var venue = await Ground.StartVenueAsync(ground.WriteFlood(messages, markets), StartDelay);
        var silos = new List<RunningSilo>();
        try
        {
            for (var number = 0; number < count; number++)
                silos.Add(await RunningSilo.StartAsync(Directory.CreateDirectory(Path.Combine(ground.Folder, $"silo-{number}")).FullName, Settings(ground.Settings(venue))));
            if (RateRun.Sent(venue) > 0)
                throw new InvalidOperationException($"{count} silos were not ready within {StartDelay}: their start would be measured");
            await RateRun.UntilAsync(() => Task.FromResult(RateRun.Sent(venue) > 0));
            var started = Ground.Time.GetTimestamp();
            var before = silos.ConvertAll(silo => silo.ProcessorTime);
            await RateRun.UntilAsync(async () =>
                venue.DataPlayed.IsCompleted && await RateRun.IsTakenInAsync(silos[0], venue)
                && (await Record.ReadAsync(ground.JetStream)) is var record && record.Grains >= record.Last);
            var seconds = Ground.Time.GetElapsedTime(started).TotalSeconds;
            var used = silos.Zip(before, (silo, then) => (silo.ProcessorTime - then).TotalMicroseconds).ToArray();
            var sent = RateRun.Sent(venue);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {count} | {sent / seconds:N0} | {used.Sum() / sent:F1} | {used[0] / sent:F1} | {silos.Sum(silo => silo.Use().Memory) / 1e6:F0} |"));
        }
        finally
        {
            foreach (var silo in silos)
                await silo.DisposeAsync();
        }
    }

    static Dictionary<string, string> Settings(IReadOnlyDictionary<string, string> alone) => new(alone)
    {
        ["ORLEANS_CLUSTERING"] = "adonet",
        ["SILO_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["GATEWAY_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
    };
}
