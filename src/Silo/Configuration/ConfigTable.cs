namespace Kalshi.Silo.Configuration;

/// <summary>Settings as lines of text, for <c>--check-config true</c>.</summary>
static class ConfigTable
{
    /// <returns>The exit code of a process that was only asked for it.</returns>
    internal static int Print(IReadOnlyCollection<KnobReading> readings)
    {
        var width = readings.Max(r => r.Name.Length);
        foreach (var reading in readings)
            Console.WriteLine($"{reading.Name.PadRight(width)}  {reading.Value ?? "-"}{(reading.Configured ? "" : "  (default)")}");
        return ExitCodes.Stopped;
    }
}
