using System.Net;
using System.Security.Cryptography;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Silo.Orders;
using Kalshi.Trading;
using Kalshi.Venues;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Grains.Tests.Orders;

/// <summary>What the venue has paid out, in the books of the account that trades there.</summary>
public sealed class VenueSettlementTests : IDisposable
{
    const long StartTs = 1_800_000_000;

    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);
    readonly ScriptedOrderVenue _venue = new();
    readonly Settlements _answers = new();
    readonly RSA _key = RSA.Create(2048);
    readonly KalshiOrders _orders;

    public VenueSettlementTests()
    {
        LiveMarket.Record(_record, StartTs);
        _orders = new(
            KalshiEndpoints.Parse("http://127.0.0.1:9/trade-api/v2", "ws://127.0.0.1:9/trade-api/ws/v2"),
            KalshiCredentials.FromPem("00000000-0000-4000-8000-00000000000a", _key.ExportPkcs8PrivateKeyPem()), new HttpClient(_answers),
            new() { AttemptsMax = 1 }, new WriteBudgetOptions(), TimeProvider.System, new Random(1));
    }

    public void Dispose()
    {
        _orders.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData("yes", 1000, 100, "5.0825")]
    [InlineData("no", 0, 0, "-4.9175")]
    public async Task A_market_that_the_venue_has_paid_out_is_booked_once(string result, int revenue, int value, string cash)
    {
        await using var grains = await HoldingAsync();
        _answers.Body = Listing(result, revenue, value);
        using var settlements = Reading(grains);

        await settlements.LookAsync(CancellationToken.None);
        await settlements.LookAsync(CancellationToken.None);

        var account = await grains.LiveAccount.ViewAsync();
        Assert.Equal((0, cash, 1L), (account.Open.Count, account.Cash.ToString(), account.Settlements));
        var booked = Assert.Single(_record.Of<ExecutionFill>(), fill => fill.Action == "settle");
        Assert.Equal((result == "yes" ? 1 : 0, StartTs + 60), (booked.Outcome, booked.TsFill));
    }

    [Theory]
    [InlineData("yes", 500, 100)]
    [InlineData("yes", 1000, 0)]
    [InlineData("scalar", 370, 37)]
    [InlineData("void", 490, 49)]
    public async Task A_settlement_that_is_not_a_dollar_or_nothing_is_left_to_reconciliation(string result, int revenue, int value)
    {
        await using var grains = await HoldingAsync();
        _answers.Body = Listing(result, revenue, value);
        using var settlements = Reading(grains);

        await settlements.LookAsync(CancellationToken.None);

        Assert.Single((await grains.LiveAccount.ViewAsync()).Open);
        Assert.DoesNotContain(_record.Of<ExecutionFill>(), fill => fill.Action == "settle");
    }

    [Fact]
    public async Task A_listing_that_failed_is_asked_for_again_from_where_it_began()
    {
        await using var grains = await HoldingAsync();
        using var settlements = Reading(grains);

        await settlements.LookAsync(CancellationToken.None);
        _time.Skip(60);
        _answers.Body = Listing("yes", 1000, 100);
        await settlements.LookAsync(CancellationToken.None);
        _time.Skip(60);
        await settlements.LookAsync(CancellationToken.None);

        const long Week = 7 * 24 * 3600;
        Assert.Equal([StartTs - Week, StartTs + 60 - Week, StartTs + 60 - 3600], _answers.Since);
        Assert.Empty((await grains.LiveAccount.ViewAsync()).Open);
    }

    VenueSettlements Reading(GrainsUnderTest grains) => new(
        grains.Factory, new OrderVenues(new Dictionary<string, IOrderVenue> { ["live"] = _venue }), _orders, new(), new VenueClock(_time),
        TimeProvider.System, NullLogger<VenueSettlements>.Instance);

    /// <summary>An account that holds ten contracts of YES at 49 cents.</summary>
    async Task<GrainsUnderTest> HoldingAsync()
    {
        var grains = await GrainsUnderTest.StartAsync(
            new MemoryStore(), _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 }, venue: _venue);
        await grains.LiveBooks.RunAsync();
        var order = await grains.Factory.GetGrain<IOrderGrain>("live:a").OpenAsync(new(
            "opportunity_decision:v1:0", LiveMarket.Ticker, Side.Yes, Quantity.Parse("10.00", "test"), Price.Parse("0.4900", "test"), _time.NowTs));
        Assert.Equal(("filled", true), (order.Status, order.Done));
        return grains;
    }

    static string Listing(string result, int revenue, int value) => $$"""
        {"cursor":"","settlements":[{"ticker":"{{LiveMarket.Ticker}}","event_ticker":"KXBTCD-26NOV2117","market_result":"{{result}}",
        "yes_count_fp":"10.00","yes_total_cost_dollars":"4.900000","no_count_fp":"0.00","no_total_cost_dollars":"0.000000","revenue":{{revenue}},
        "fee_cost":"0.017500","value":{{value}},"settled_time":"{{DateTimeOffset.FromUnixTimeSeconds(StartTs + 60):yyyy-MM-ddTHH:mm:ssZ}}"}]}
        """;

    /// <summary>Answers with the listing, or with a fault while there is none.</summary>
    sealed class Settlements : HttpMessageHandler
    {
        internal string? Body { get; set; }

        /// <summary>The beginning of each listing that was asked for, Unix seconds.</summary>
        internal List<long> Since { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.EndsWith("/portfolio/settlements", request.RequestUri!.AbsolutePath, StringComparison.Ordinal);
            var query = request.RequestUri.Query.TrimStart('?').Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
            Since.Add(long.Parse(query["min_ts"]));
            return Task.FromResult(Body is { } body
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) }
                : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("maintenance") });
        }
    }
}
