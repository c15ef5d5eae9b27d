using System.Globalization;
using Kalshi.VenueSimulator;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kalshi.System.Tests.Page;

/// <summary>The operator's page in a real browser, on a venue that trades.</summary>
public sealed class PageTests
{
    const int Seed = 7;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_halt_from_the_page_stops_orders_and_a_release_lets_them_go_on()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = Seed });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, OperatorTests.Trading(deployment.Settings(venue)));
        await using var browser = await Browser.StartAsync();
        var open = await browser.OpenAsync(silo);
        var page = open.Page;
        await silo.UntilAsync("a take becomes an order", s => OperatorTests.Orders(s) > 0, Patience);
        await Expect(page.Locator("#gate .word")).ToHaveTextAsync("Trading allowed");

        await open.DoAsync("Halt…", "Halt trading", "drill from the page");

        await Expect(page.Locator("#gate .word")).ToHaveTextAsync("Halted");
        await Expect(page.Locator("#gate")).ToContainTextAsync("drill from the page");
        await Expect(page.Locator("#audit tbody")).ToContainTextAsync("drill from the page");
        await OperatorTests.AssertTakesAreWithheldAsync(silo, await silo.GetAsync("api/status"));
        var orders = OperatorTests.Orders(await silo.GetAsync("api/status"));

        await open.DoAsync("Release…", "Release trading", "drill over");

        await silo.UntilAsync("a take becomes an order again", s => OperatorTests.Orders(s) > orders, Patience);
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_reader_without_the_token_can_change_nothing_and_is_told_so()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = Seed });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, deployment.Settings(venue));
        await using var browser = await Browser.StartAsync();
        var open = await browser.OpenAsync(silo);

        await open.DoAsync("Halt…", "Halt trading", "just trying", token: "a-guess");

        await Expect(open.Page.Locator("#action-dialog .error")).ToContainTextAsync("refused the token");
        Assert.False((await silo.GetAsync("api/status")).GetProperty("gate").GetProperty("halted").GetBoolean());
        Assert.DoesNotContain(
            (await silo.GetAsync("api/events/operator_action?last=10")).EnumerateArray(),
            e => e.GetProperty("payload").GetProperty("actor").GetString() == "ada");
    }

    [Fact]
    public async Task A_feed_that_falls_silent_turns_the_page_red()
    {
        await using var deployment = await Deployment.StartAsync();
        var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = Seed });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, deployment.Settings(venue));
        await using var browser = await Browser.StartAsync();
        var open = await browser.OpenAsync(silo);
        await Expect(open.Page.Locator("#spot")).ToHaveAttributeAsync("data-state", "fine");

        await venue.DisposeAsync();

        await Expect(open.Page.Locator("#spot")).ToHaveAttributeAsync("data-state", "bad");
        await Expect(open.Page.Locator("#spot .note")).ToContainTextAsync("limit 10 s");
        await Expect(open.Page.Locator("#feeds")).ToHaveAttributeAsync("data-state", "bad");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task A_decision_is_explained_gate_by_gate_and_everything_is_reached_by_keyboard_on_a_phone()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = Seed });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, OperatorTests.Trading(deployment.Settings(venue)));
        await using var browser = await Browser.StartAsync();
        var open = await browser.OpenAsync(silo, width: 390, height: 844);
        var page = open.Page;
        var explain = page.Locator("#decisions").GetByRole(AriaRole.Button, new() { Name = "Explain" }).First;
        await explain.WaitForAsync();

        await explain.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#explanation tbody tr")).ToHaveCountAsync(14);
        await Expect(page.Locator("#explanation tbody")).ToContainTextAsync("spot price too old");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#explanation")).Not.ToBeVisibleAsync();
        await Expect(page.Locator("#history canvas")).ToHaveCountAsync(3);
        await Charts.UntilPaintedAsync(page, "#history", "--accent", "--good", "--bad");
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        Assert.True(overflow <= 0, string.Create(CultureInfo.InvariantCulture, $"the page is {overflow} px wider than a phone"));
        Assert.Empty(open.Faults);
    }
}
