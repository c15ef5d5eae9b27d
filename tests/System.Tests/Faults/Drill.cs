using Xunit.Abstractions;

namespace Kalshi.System.Tests.Faults;

/// <summary>One fault from the system's running to its account.</summary>
/// <param name="Fault">What is done, for the table.</param>
/// <param name="Mode">The degraded mode that is expected, for the table.</param>
sealed record Drill(string Fault, string Mode)
{
    /// <summary>Begins the fault.</summary>
    internal required Func<RunningSystem, Task> Strike { get; init; }

    /// <summary>Waits for the degraded mode; null where there is nothing to enter.</summary>
    internal Func<RunningSystem, Task>? Enter { get; init; }

    /// <summary>The fault lasts at least as long.</summary>
    internal TimeSpan Length { get; init; }

    /// <summary>Ends the fault; done whatever happens.</summary>
    internal required Func<RunningSystem, Task> Mend { get; init; }

    /// <summary>Whether the bus may be away for longer than frames wait for it.</summary>
    internal bool MayMiss { get; init; }

    /// <summary>Whether the record shall tell of a gap.</summary>
    internal bool LeavesGap { get; init; }

    /// <summary>UTC days that market events of the drill are of.</summary>
    internal int Days { get; init; } = 1;

    internal async Task RunAsync(RunningSystem system, ITestOutputHelper output)
    {
        var struck = TimeProvider.System.GetTimestamp();
        TimeSpan? entered = null;
        try
        {
            await Strike(system);
            if (Enter is not null)
            {
                await Enter(system);
                entered = TimeProvider.System.GetElapsedTime(struck);
            }
            if (Length - TimeProvider.System.GetElapsedTime(struck) is { } rest && rest > TimeSpan.Zero)
                await Task.Delay(rest, TimeProvider.System);
        }
        finally
        {
            await Mend(system);
        }
        var mended = TimeProvider.System.GetTimestamp();
        await system.UntilTradingAsync();
        var recovered = TimeProvider.System.GetElapsedTime(mended);
        await system.UntilAsync("no book is stale", s => s.GetProperty("markets").GetProperty("stale_books").GetInt64() == 0);

        var account = await system.SettleAsync();
        output.WriteLine(DrillTable.Add(Fault, Mode, entered, recovered, account.ToString()));
        account.AssertWhole(MayMiss);
        Assert.Equal(Days, account.Days);
        if (LeavesGap)
            Assert.True(account.Gaps > 0, "no gap is on the record");
    }
}
