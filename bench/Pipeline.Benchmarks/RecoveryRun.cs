using System.Globalization;
using Kalshi.Bus;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>Kill -9 of the silo at random moments of a flood: how long until hot state is there again, and whether it is what an
/// uninterrupted fold of the record gives.</summary>
/// <remarks>Each life meets the flood from its beginning, as a venue that goes on: the record grows. The clock runs from the start
/// of the new process to the answer of every grain, checkpoints loaded and tails replayed.</remarks>
static class RecoveryRun
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    internal static async Task<int> RunAsync(int messages, int kills, int seed)
    {
        const int markets = 20;
        var random = new Random(seed);
        var wrong = 0;
        await using var ground = await Ground.StartAsync();
        var capture = ground.WriteFlood(messages, markets);
        Console.WriteLine("| life | killed after messages | on the bus | ready s | hot state s | grains that follow |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var life = 0; life <= kills; life++)
        {
            await using var venue = await Ground.StartVenueAsync(capture);
            var before = (await ground.JetStream.FindStreamAsync(StreamTopology.MarketEvents))?.State.LastSeq ?? 0;
            var started = Ground.Time.GetTimestamp();
            await using var silo = await RunningSilo.StartAsync(ground.Folder, ground.Settings(venue));
            var ready = Ground.Time.GetElapsedTime(started);
            _ = await silo.GetAsync("api/state-hash");
            var recovered = Ground.Time.GetElapsedTime(started);
            var killAt = random.Next(1, messages * 9 / 10);
            while (life < kills && RateRun.Sent(venue) < killAt)
                await Task.Delay(Look, Ground.Time);
            if (life < kills)
            {
                await silo.KillAsync();
                Print($"| {life} | {RateRun.Sent(venue)} | {before} | {ready.TotalSeconds:F1} | {recovered.TotalSeconds:F1} | |");
                continue;
            }
            await venue.DataPlayed;
            while (!(await silo.FeedAsync()).GetProperty("balanced").GetBoolean())
                await Task.Delay(Settled, Ground.Time);
            var grains = (await silo.GetAsync("api/state-hash?verify=true")).GetProperty("grains").EnumerateArray().ToArray();
            wrong = grains.Count(g => !g.GetProperty("follows").GetBoolean());
            Print($"| {life} | not killed | {before} | {ready.TotalSeconds:F1} | {recovered.TotalSeconds:F1} | {grains.Length - wrong} of {grains.Length} |");
        }
        return wrong == 0 ? 0 : 1;
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
