namespace Kalshi.Bus.Tests;

public sealed class EventDocumentationTests
{
    static readonly string Path = Repository.PathOf("docs", "events.md");

    [Fact]
    public void The_documentation_of_events_is_that_of_the_types()
    {
        var text = EventDocumentation.Write();
        if (Repository.IsToBeWritten)
            File.WriteAllText(Path, text);
        Assert.True(
            File.Exists(Path) && File.ReadAllText(Path) == text,
            $"docs/events.md is not what the types say; write it anew with: {Repository.WriteVariable}=1 dotnet test tests/Bus.Tests --filter {nameof(EventDocumentationTests)}");
    }
}
