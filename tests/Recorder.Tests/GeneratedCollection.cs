namespace Kalshi.Recorder.Tests;

/// <summary>Classes that share one generated capture; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class GeneratedCollection : ICollectionFixture<GeneratedCapture>
{
    public const string Name = "generated capture";
}
