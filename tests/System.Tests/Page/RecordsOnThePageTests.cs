using System.Text.Json;
using Kalshi.Bus;
using Kalshi.Bus.Nats;
using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.VenueSimulator;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kalshi.System.Tests.Page;

/// <summary>What is at stake, what was rejected, what the grains do and who did what: the lower half of the page.</summary>
public sealed class RecordsOnThePageTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Exposure_and_grains_are_shown_and_dead_letters_are_handled_with_the_token_and_not_without()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        var settings = OperatorTests.Trading(deployment.Settings(venue));
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);
        await RejectAsync(settings["BUS_URL"], "DRILL1", "DRILL2");
        await using var browser = await Browser.StartAsync();
        var open = await browser.OpenAsync(silo);
        var (page, letters) = (open.Page, open.Page.Locator("#dead-letters tbody"));
        await silo.UntilAsync("a take becomes an order", s => OperatorTests.Orders(s) > 0, Patience);

        await Expect(page.Locator("#exposure tbody tr").Filter(new() { HasText = "at stake" })).Not.ToContainTextAsync("$0.00");
        await Expect(page.Locator("#exposure tbody meter")).ToHaveCountAsync(7);
        await Expect(page.Locator("#grains tbody tr").Filter(new() { HasText = "OrderGrain" })).ToBeVisibleAsync();
        await Expect(page.Locator("#grains tbody tr").Filter(new() { HasText = "TradingGateGrain" })).ToBeVisibleAsync();
        await Expect(page.Locator("#audit tbody tr").Filter(new() { HasText = "start" }).First).ToBeVisibleAsync();

        await Expect(page.Locator("#executions tbody td.market").First).ToContainTextAsync("KXBTC");
        await Expect(page.Locator("#executions tbody td.price").First).ToContainTextAsync("¢");
        await Expect(letters).ToContainTextAsync("delivered 10 times without success");
        await open.DoAsync("Put aside…", "Put aside", "just trying", token: "a-guess");
        await Expect(page.Locator("#action-dialog .error")).ToContainTextAsync("refused the token");
        Assert.Equal(2, await OpenLettersAsync(silo));
        await page.Keyboard.PressAsync("Escape");

        await open.DoAsync("Put aside…", "Put aside", "a drill from the page");
        await Expect(letters).ToContainTextAsync("acknowledged by ada: a drill from the page");
        await open.DoAsync("Replay…", "Replay", "mended from the page");
        await Expect(letters).ToContainTextAsync("replayed by ada: mended from the page");
        Assert.Equal(0, await OpenLettersAsync(silo));
        await Expect(page.Locator("#audit tbody")).ToContainTextAsync("dead letter replay");

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await GroundAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.NotEqual(dark, await GroundAsync(page));
        Assert.Empty(open.Faults);
    }

    static async Task RejectAsync(string bus, params string[] products)
    {
        await using var connection = await NatsConnection.ConnectAsync(new() { Url = bus }, TimeProvider.System, new Random(1));
        await using var deadLetters = new DeadLetterWriter(connection);
        foreach (var product in products)
        {
            var tick = EventFactory.Create(new SpotTick(product, 1_771_016_400, SpotPrice.Parse("1.00", "price"), null, null, null, null, 7, null), "drill");
            await deadLetters.RejectAsync(
                $"market.spot_ticks.{product}", "delivered 10 times without success", EventJson.Serialize(tick), product, CancellationToken.None);
        }
    }

    static async Task<int> OpenLettersAsync(SiloUnderTest silo) =>
        (await silo.GetAsync("api/dlq?open=true")).EnumerateArray().Count(letter => letter.GetProperty("handled").ValueKind == JsonValueKind.Null);

    static Task<string> GroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
