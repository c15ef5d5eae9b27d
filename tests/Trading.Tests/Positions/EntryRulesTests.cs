namespace Kalshi.Trading.Tests.Positions;

public sealed class EntryRulesTests
{
    const long Now = 1_778_500_000;

    static readonly MarketTicker First = MarketTicker.Parse("KXBTC-1-1", "market");
    static readonly MarketTicker Second = MarketTicker.Parse("KXBTC-1-2", "market");

    [Fact]
    public void An_entry_at_a_middling_price_into_an_empty_account_is_allowed() =>
        Assert.Null(Refuse(First, Side.Yes, "0.5000"));

    [Fact]
    public void The_first_rule_that_forbids_names_the_reason()
    {
        var held = new Dictionary<MarketTicker, Side> { [First] = Side.Yes };

        Assert.Equal("position_open", Refuse(First, Side.Yes, "0.0500", held, Now));
        Assert.Equal("position_open_opposite_side", Refuse(First, Side.No, "0.0500", held, Now));
        Assert.Equal("cooldown_active", Refuse(Second, Side.Yes, "0.0500", held, Now));
        Assert.Equal("max_open_positions", Refuse(Second, Side.Yes, "0.0500", held));
        Assert.Equal("entry_price_out_of_band", Refuse(Second, Side.Yes, "0.0500"));
    }

    [Theory]
    [InlineData("0.1499", "entry_price_out_of_band")]
    [InlineData("0.1500", null)]
    [InlineData("0.8500", null)]
    [InlineData("0.8501", "entry_price_out_of_band")]
    public void Asks_from_15_to_85_cents_are_entered(string ask, string? reason) =>
        Assert.Equal(reason, Refuse(First, Side.No, ask));

    [Theory]
    [InlineData(120, "cooldown_active")]
    [InlineData(121, null)]
    public void A_side_cools_down_for_two_minutes_and_the_last_second_counts(long secondsSinceEntry, string? reason) =>
        Assert.Equal(reason, Refuse(First, Side.Yes, "0.5000", lastEntryTs: Now - secondsSinceEntry));

    [Fact]
    public void Zero_turns_the_cooldown_and_the_limit_off()
    {
        var rules = new EntryRules { CooldownSeconds = 0, MaxOpenPositions = 0 };
        var held = new Dictionary<MarketTicker, Side> { [First] = Side.Yes };

        Assert.Null(rules.Refuse(Second, Side.Yes, Price.Parse("0.5000", "ask"), held, Now, Now));
    }

    static string? Refuse(MarketTicker market, Side side, string ask, Dictionary<MarketTicker, Side>? held = null, long? lastEntryTs = null) =>
        new EntryRules().Refuse(market, side, Price.Parse(ask, "ask"), held ?? [], lastEntryTs, Now);
}
