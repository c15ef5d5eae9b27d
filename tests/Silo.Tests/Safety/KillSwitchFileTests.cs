using Kalshi.Silo.Safety;

namespace Kalshi.Silo.Tests.Safety;

public sealed class KillSwitchFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("kalshi-").FullName;

    string Path => global::System.IO.Path.Combine(_folder, "kill_switch");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_file_nothing_is_switched_off()
    {
        Assert.Empty(KillSwitchFile.ScopesOf(Path));
        Assert.Empty(KillSwitchFile.ScopesOf(global::System.IO.Path.Combine(_folder, "nowhere", "kill_switch")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    [InlineData("global")]
    public void A_file_that_names_nothing_else_switches_everything_off(string text) => Assert.Equal(["global"], Scopes(text));

    [Theory]
    [InlineData("series:KXBTC", "series:KXBTC")]
    [InlineData("venue:kalshi, strategy:edge\n", "strategy:edge", "venue:kalshi")]
    [InlineData("series:KXBTC\r\nseries:KXBTCD\nseries:KXBTC", "series:KXBTC", "series:KXBTCD")]
    public void A_file_switches_off_the_scopes_that_it_names(string text, params string[] scopes) => Assert.Equal(scopes, Scopes(text));

    [Theory]
    [InlineData("KXBTC")]
    [InlineData("series:KXBTC moon")]
    [InlineData("series:")]
    public void What_cannot_be_understood_switches_everything_off(string text) => Assert.Equal(["global"], Scopes(text));

    [Fact]
    public void What_cannot_be_read_or_is_too_long_switches_everything_off()
    {
        Assert.Equal(["global"], Scopes(string.Join('\n', Enumerable.Repeat("series:KXBTC", 1000))));
        Assert.Equal(["global"], KillSwitchFile.ScopesOf(_folder));
    }

    IReadOnlyList<string> Scopes(string text)
    {
        File.WriteAllText(Path, text);
        return KillSwitchFile.ScopesOf(Path);
    }
}
