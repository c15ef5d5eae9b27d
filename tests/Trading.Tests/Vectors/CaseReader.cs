using Kalshi.Trading.Edges;
using Kalshi.Trading.Identity;
using Kalshi.Trading.Probability;
using Kalshi.Trading.Universe;

namespace Kalshi.Trading.Tests.Vectors;

/// <summary>From the members of a case to the inputs of our functions.</summary>
static class CaseReader
{
    internal static double? Double(this PayloadDictionary members, string name) => members[name].ToDouble();

    internal static long? Long(this PayloadDictionary members, string name) => members[name].ToInt64();

    internal static string? Text(this PayloadDictionary members, string name) =>
        members[name].Kind == PayloadKind.Text ? members[name].AsText : null;

    internal static double Required(this PayloadDictionary members, string name) =>
        members.Double(name) ?? throw new FormatException($"the case has no number {name}");

    internal static bool Flag(this PayloadDictionary members, string name) => members[name].AsBoolean;

    internal static MarketTicker Ticker(this PayloadDictionary members, string name) =>
        members.Text(name) is { Length: > 0 } text ? MarketTicker.Parse(text, name) : default;

    internal static Contract Contract(this PayloadDictionary contract)
    {
        var times = new ContractTimes(contract.Long("close_ts"), contract.Long("expected_expiration_ts"), contract.Long("settlement_ts"));
        var terms = new ContractTerms(ContractTerms.ParseStrikeType(contract.Text("strike_type")), contract.Double("lower"), contract.Double("upper"));
        return new(contract.Ticker("ticker"), terms, times, times, contract.Text("status"));
    }

    internal static Quote Quote(this PayloadDictionary quote) => new(
        quote.Long("ts"), quote.Double("yes_bid"), quote.Double("yes_ask"), quote.Double("no_bid"), quote.Double("no_ask"));

    internal static MarketSnapshot Snapshot(this PayloadDictionary snapshot)
    {
        var (sigma, basis) = EdgeMetadata.Read(snapshot.Text("raw_json"));
        return new()
        {
            Market = snapshot.Ticker("market_id"),
            AsOfTs = snapshot.Long("asof_ts"),
            SettlementTs = snapshot.Long("settlement_ts"),
            SpotTs = snapshot.Long("spot_ts"),
            SpotPrice = snapshot.Double("spot_price"),
            SigmaAnnualized = snapshot.Double("sigma_annualized"),
            ProbabilityYes = snapshot.Double("prob_yes"),
            ProbabilityYesRaw = snapshot.Double("prob_yes_raw"),
            HorizonSeconds = snapshot.Long("horizon_seconds"),
            QuoteTs = snapshot.Long("quote_ts"),
            YesBid = snapshot.Double("yes_bid"),
            YesAsk = snapshot.Double("yes_ask"),
            NoBid = snapshot.Double("no_bid"),
            NoAsk = snapshot.Double("no_ask"),
            YesMid = snapshot.Double("yes_mid"),
            NoMid = snapshot.Double("no_mid"),
            EvTakeYes = snapshot.Double("ev_take_yes"),
            EvTakeNo = snapshot.Double("ev_take_no"),
            SpotAgeSeconds = snapshot.Long("spot_age_seconds"),
            QuoteAgeSeconds = snapshot.Long("quote_age_seconds"),
            Strike = snapshot.Double("strike"),
            Sigma = sigma,
            Basis = basis,
        };
    }
}
