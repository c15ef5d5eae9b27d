namespace Kalshi.Silo.Telemetry;

/// <summary>Counts of one grain class.</summary>
sealed class GrainTally
{
    long _activations;
    long _calls;
    long _failures;
    long _ticks;
    long _longest;

    internal void Activated(int change) => Interlocked.Add(ref _activations, change);

    internal void Called(TimeSpan took, bool failed)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _ticks, took.Ticks);
        if (failed)
            Interlocked.Increment(ref _failures);
        for (var longest = Interlocked.Read(ref _longest); took.Ticks > longest;)
        {
            var seen = Interlocked.CompareExchange(ref _longest, took.Ticks, longest);
            if (seen == longest)
                return;
            longest = seen;
        }
    }

    internal GrainActivityRow Read(string grain)
    {
        var calls = Interlocked.Read(ref _calls);
        var mean = calls == 0 ? 0 : TimeSpan.FromTicks(Interlocked.Read(ref _ticks) / calls).TotalMilliseconds;
        return new(
            grain, Interlocked.Read(ref _activations), calls, Interlocked.Read(ref _failures), mean,
            TimeSpan.FromTicks(Interlocked.Read(ref _longest)).TotalMilliseconds);
    }
}

/// <summary>What the grains of one class did in this process since its start.</summary>
/// <param name="Activations">In memory now.</param>
/// <param name="Calls">Ended, failed ones included.</param>
/// <param name="MeanMs">A call's time in the grain, what it waited for others included.</param>
sealed record GrainActivityRow(string Grain, long Activations, long Calls, long Failures, double MeanMs, double LongestMs);
