namespace Kalshi.Venues.Tests;

/// <summary>A fact about files that not everybody has.</summary>
public abstract class SharedFactAttribute : FactAttribute
{
    protected SharedFactAttribute(string? folder, string name) =>
        Skip = folder is null ? $"the {name} are not here: set KALSHI_SHARED to the folder that holds them" : null!;
}

public sealed class RecordingsFactAttribute() : SharedFactAttribute(SharedFiles.Recordings, "Kalshi recordings");

public sealed class RestSamplesFactAttribute() : SharedFactAttribute(SharedFiles.RestSamples, "Kalshi REST samples");

public sealed class CoinbaseSamplesFactAttribute() : SharedFactAttribute(SharedFiles.CoinbaseSamples, "Coinbase samples");

public sealed class SpecificationFactAttribute() : SharedFactAttribute(SharedFiles.Specification("openapi"), "Kalshi API specifications");
