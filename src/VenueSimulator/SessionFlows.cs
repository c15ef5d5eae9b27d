namespace Kalshi.VenueSimulator;

/// <summary>Opens what the options ask for.</summary>
static class SessionFlows
{
    internal static IVenueFlow Open(SimulatorOptions options) =>
        RecordedFlow.Read(options.Recording!, options.Spot ?? TradesBeside(options.Recording!), allOpen: !options.Paced);

    internal static DateTimeOffset GeneratedStart(SimulatorOptions options)
    {
        var start = options.GeneratedStart ?? options.Clock.GetUtcNow();
        return new(start.UtcTicks - start.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }

    static string? TradesBeside(string recording)
    {
        var captures = Path.GetDirectoryName(Path.GetFullPath(recording))!;
        var folder = Path.Combine(captures, "..", "coinbase");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal).FirstOrDefault() : null;
    }
}
