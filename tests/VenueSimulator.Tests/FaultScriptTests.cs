namespace Kalshi.VenueSimulator.Tests;

public sealed class FaultScriptTests
{
    [Fact]
    public void Every_kind_of_fault_can_be_scripted_with_its_moment()
    {
        var faults = FaultScript.Parse("script",
        [
            "# a rough day",
            "",
            "at 30s skip orderbook_delta 2   # two of them",
            "after 500 orderbook_delta duplicate orderbook_delta",
            "at 1.5s swap trade",
            "at 60s error orderbook_delta 10",
            "at 90s cut coinbase",
            "at 100s for 20s silence coinbase",
            "at 130s for 5s drip kalshi 2000",
            "at 150s for 10s rest 429",
            "at 170s for 5s truncate",
            "at 200s for 60s maintenance",
            "at 270s for 10s order-timeout",
            "at 290s for 10s order-without-body",
            "at 5s skip coinbase",
        ]);

        Assert.Equal(
            [
                new SkipFrames("orderbook_delta", 2), new DuplicateFrame("orderbook_delta"), new SwapFrames("trade"),
                new ErrorFrame("orderbook_delta", 10), new CutConnections(FaultyVenue.Coinbase), new Silence(FaultyVenue.Coinbase),
                new Drip(FaultyVenue.Kalshi, 2000), new RestStatus(429), new TruncatedAnswers(), new Maintenance(), new OrderTimeout(),
                new OrderWithoutBody(), new SkipFrames("coinbase", 1),
            ],
            faults.Select(f => f.Fault));
        Assert.Equal((3, TimeSpan.FromSeconds(30), null), (faults[0].Line, faults[0].At, faults[0].Length));
        Assert.Equal((null, 500L, "orderbook_delta"), (faults[1].At, faults[1].After, faults[1].AfterChannel));
        Assert.Equal(TimeSpan.FromSeconds(20), faults[5].Length);
    }

    [Theory]
    [InlineData("when 3s cut kalshi", "'when'")]
    [InlineData("at 3 cut kalshi", "'3'")]
    [InlineData("at 3s", "fault is missing")]
    [InlineData("at 3s dance", "'dance'")]
    [InlineData("at 3s skip weather", "'weather'")]
    [InlineData("at 3s skip ticker 0", "'0'")]
    [InlineData("at 3s cut nyse", "'nyse'")]
    [InlineData("at 3s silence kalshi", "for how long")]
    [InlineData("at 3s for 2s cut kalshi", "strikes once")]
    [InlineData("at 3s for 2s rest 200", "'200'")]
    [InlineData("at 3s cut kalshi now", "'now'")]
    [InlineData("after x ticker cut kalshi", "'x'")]
    public void A_line_that_is_no_fault_is_refused_with_its_number_and_the_reason(string line, string reason)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => FaultScript.Parse("script", ["# first", line]));

        Assert.StartsWith("script:2:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
