namespace Kalshi.Runtime.Benchmarks;

/// <summary>Measures what an activation costs: memory while idle, and time when its state comes from PostgreSQL.</summary>
sealed class ActivationBench(IGrainFactory factory, TimeProvider time)
{
    const int Idle = 100_000;
    const int Stored = 500;

    /// <summary>Bytes of the heap that one idle activation with one field holds.</summary>
    public async Task MeasureMemory()
    {
        const long First = 50_000_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Parallel.ForAsync(0, Idle, async (number, _) => await factory.GetGrain<IAdderGrain>(First + number).Add(1));
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Idle;
        Table.Row("bytes per idle activation", bytes);
    }

    /// <summary>First call of a grain whose state is in PostgreSQL, one after the other.</summary>
    public async Task MeasureFromStorage()
    {
        for (var number = 0; number < Stored; number++)
            await Grain(number).Store(number);
        for (var number = 0; number < Stored; number++)
            await Grain(number).Leave();
        var micros = new double[Stored];
        for (var number = 0; number < Stored; number++)
        {
            var start = time.GetTimestamp();
            if (await Grain(number).Read() != number)
                throw new InvalidOperationException($"grain {number} has not come back with its state");
            micros[number] = time.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(micros);
        Table.Row("activation from PostgreSQL, median, µs", micros[Stored / 2]);
        Table.Row("activation from PostgreSQL, 99 %, µs", micros[Stored * 99 / 100]);
    }

    IStoredGrain Grain(int number) => factory.GetGrain<IStoredGrain>(number);
}
