namespace Kalshi.VenueSimulator;

/// <summary>Opens what the options ask for.</summary>
static class SessionFlows
{
    internal static IVenueFlow Open(SimulatorOptions options) => options.Seed is { } seed
        ? new GeneratedFlow(seed, options.GeneratedStart!.Value)
        : RecordedFlow.Read(options.Recording!, options.Spot ?? TradesBeside(options.Recording!), allOpen: !options.Paced);

    /// <summary>Generated worlds begin on a whole second, as their index does.</summary>
    internal static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);

    static string? TradesBeside(string recording)
    {
        var captures = Path.GetDirectoryName(Path.GetFullPath(recording))!;
        var folder = Path.Combine(captures, "..", "coinbase");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal).FirstOrDefault() : null;
    }
}
