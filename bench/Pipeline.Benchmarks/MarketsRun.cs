using System.Globalization;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>How cost grows with the number of markets: the same silo on ever more of them, each with a book of eighty levels and as
/// many changes.</summary>
static class MarketsRun
{
    const int DeltasEach = 50;

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    internal static async Task<int> RunAsync(IReadOnlyList<int> counts)
    {
        Console.WriteLine("| markets | ready s | all books live s | messages | processor µs a message | resident MB | MB for 1,000 markets more | grains |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        (int Markets, double Memory)? before = null;
        foreach (var markets in counts)
        {
            var memory = await OneAsync(markets, before);
            before = (markets, memory);
        }
        return 0;
    }

    static async Task<double> OneAsync(int markets, (int Markets, double Memory)? before)
    {
        await using var ground = await Ground.StartAsync();
        await using var venue = await Ground.StartVenueAsync(ground.WriteFlood(markets * DeltasEach, markets));
        var started = Ground.Time.GetTimestamp();
        await using var silo = await RunningSilo.StartAsync(ground.Folder, ground.Settings(venue));
        var ready = Ground.Time.GetElapsedTime(started);
        var idle = silo.ProcessorTime;
        while ((await silo.GetAsync("api/status")).GetProperty("markets").GetProperty("live_books").GetInt32() < markets)
            await Task.Delay(Look, Ground.Time);
        var live = Ground.Time.GetElapsedTime(started);
        await venue.DataPlayed;
        while (!(await silo.FeedAsync()).GetProperty("balanced").GetBoolean() || (await Record.ReadAsync(ground.JetStream)) is var record && record.Grains < record.Last)
            await Task.Delay(Look, Ground.Time);
        var processor = silo.ProcessorTime - idle;
        var memory = silo.Use().Memory / 1e6;
        var sent = RateRun.Sent(venue);
        var grains = (await silo.GetAsync("api/grains")).EnumerateArray().Sum(row => row.GetProperty("activations").GetInt64());
        var growth = before is { } smaller ? (memory - smaller.Memory) * 1000 / (markets - smaller.Markets) : double.NaN;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {markets} | {ready.TotalSeconds:F1} | {live.TotalSeconds:F1} | {sent} | {processor.TotalMicroseconds / sent:F0} | {memory:F0} | {growth:F1} | {grains} |"));
        await silo.StopAsync();
        return memory;
    }
}
