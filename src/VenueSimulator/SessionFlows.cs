namespace Kalshi.VenueSimulator;

/// <summary>Opens what the options ask for.</summary>
static class SessionFlows
{
    internal static IVenueFlow Open(SimulatorOptions options)
    {
        if (options.Seed is { } seed)
            return new GeneratedFlow(seed, options.GeneratedStart!.Value, options.Activity);
        var recorded = RecordedFlow.Read(
            options.Recording!, options.Spot is { } spot ? [spot] : TradesBeside(options.Recording!), allOpen: !options.Paced);
        return options.Loop ? new LoopedFlow(recorded) : recorded;
    }

    /// <summary>Generated worlds begin on a whole second, as their index does.</summary>
    internal static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);

    static string[] TradesBeside(string recording)
    {
        var captures = Path.GetDirectoryName(Path.GetFullPath(recording))!;
        var folder = Path.Combine(captures, "..", "coinbase");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal)] : [];
    }
}
