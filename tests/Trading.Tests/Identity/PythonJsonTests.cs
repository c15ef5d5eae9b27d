using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Tests.Identity;

public sealed class PythonJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("\"a")]
    [InlineData("\"\n\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("nul")]
    [InlineData("1 1")]
    [InlineData("\u00a01")]
    public void What_is_not_JSON_is_refused_with_its_place(string text)
    {
        var error = Assert.Throws<FormatException>(() => PythonJson.Parse(text));
        Assert.Contains("at character", error.Message, StringComparison.Ordinal);
        Assert.False(PythonJson.TryParse(text, out _));
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        Assert.True(PythonJson.TryParse(new string('[', 60) + new string(']', 60), out _));
        Assert.False(PythonJson.TryParse(new string('[', 100_000), out _));
    }

    [Fact]
    public void Numbers_that_JSON_does_not_have_are_read_as_Python_reads_them()
    {
        Assert.True(double.IsNaN(PythonJson.Parse("NaN").AsReal));
        Assert.Equal(double.NegativeInfinity, PythonJson.Parse(" -Infinity ").AsReal);
        Assert.Equal(double.PositiveInfinity, PythonJson.Parse("1e999").AsReal);
    }

    [Fact]
    public void Of_repeated_names_the_last_wins() => Assert.Equal(2, PythonJson.Parse("""{"a":1,"a":2}""").AsDictionary["a"].ToInt64());
}
