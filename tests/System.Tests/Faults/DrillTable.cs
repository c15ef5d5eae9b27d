using System.Globalization;

namespace Kalshi.System.Tests.Faults;

/// <summary>One row a drill, appended to the file that FAULT_DRILLS_TABLE names; tests/faults/run prints it.</summary>
static class DrillTable
{
    /// <param name="fault">What was done.</param>
    /// <param name="mode">The degraded mode that was expected and seen.</param>
    /// <param name="entered">From the fault to that mode; null where there is nothing to enter.</param>
    /// <param name="recovered">From the fault's end to orders at the venue again.</param>
    /// <param name="account">What the account at the end says.</param>
    internal static string Add(string fault, string mode, TimeSpan? entered, TimeSpan recovered, string account)
    {
        var row = $"| {fault} | {mode} | {(entered is { } time ? Seconds(time) : "–")} | {Seconds(recovered)} | {account} |";
        if (Environment.GetEnvironmentVariable("FAULT_DRILLS_TABLE") is { Length: > 0 } file)
            File.AppendAllLines(file, [row]);
        return row;
    }

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
