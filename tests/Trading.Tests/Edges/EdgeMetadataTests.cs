using Kalshi.Trading.Edges;

namespace Kalshi.Trading.Tests.Edges;

public sealed class EdgeMetadataTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"sigma_ok\":true")]
    [InlineData("{}")]
    public void Metadata_that_cannot_be_read_says_nothing(string? text)
    {
        var (sigma, basis) = EdgeMetadata.Read(text);
        Assert.False(sigma.IsPresent);
        Assert.Equal(default, basis);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("1", false)]
    [InlineData("\"true\"", false)]
    [InlineData("null", null)]
    public void Only_the_literal_true_is_ready(string value, bool? ok) =>
        Assert.Equal(ok, EdgeMetadata.Read($$"""{"sigma_ok":{{value}}}""").Sigma.Ok);

    [Fact]
    public void Numbers_are_read_leniently_and_nonsense_is_unknown()
    {
        var (sigma, basis) = EdgeMetadata.Read(
            """{"sigma_points_used":"12","min_sigma_points":9.9,"sigma_lookback_seconds_used":"x","edge_prob_yes":"0.5","edge_yes_ask":7,"edge_no_ask":[1]}""");
        Assert.Equal((12L, 9L, null), (sigma.PointsUsed!.Value, sigma.MinPoints!.Value, sigma.LookbackSecondsUsed));
        Assert.Equal(new EdgeBasis(0.5, 7, null), basis);
    }
}
