using Microsoft.Playwright;

namespace Kalshi.System.Tests.Page;

/// <summary>Debian's Chromium, without a window.</summary>
sealed class Browser : IAsyncDisposable
{
    static readonly string[] Executables = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Everything shares two cores in CI, the browser last of all.
    const float PatienceMs = 120_000;

    readonly IPlaywright _playwright;
    readonly IBrowser _browser;

    Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    internal static async Task<Browser> StartAsync()
    {
        var executable = Executables.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"no browser at {string.Join(", ", Executables)} (Debian: apt-get install chromium)");
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        }));
    }

    /// <summary>The silo's page. Whatever it asks of another host, and whatever it complains of, is kept.</summary>
    internal async Task<OpenPage> OpenAsync(SiloUnderTest silo, int width = 1440, int height = 1000)
    {
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        page.SetDefaultTimeout(PatienceMs);
        var open = new OpenPage(page, silo.Address);
        await page.GotoAsync(silo.Address.ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>A page and what went wrong on it.</summary>
sealed class OpenPage
{
    readonly List<string> _faults = [];

    internal OpenPage(IPage page, Uri silo)
    {
        Page = page;
        page.PageError += (_, error) => Add($"error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != silo.Authority && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Add($"asks another host: {request.Url}");
        };
    }

    internal IPage Page { get; }

    internal IReadOnlyList<string> Faults
    {
        get
        {
            lock (_faults)
                return [.. _faults];
        }
    }

    /// <summary>Presses a button that asks before it acts, and answers its dialog.</summary>
    internal async Task DoAsync(string verb, string confirm, string reason, string token = SiloUnderTest.Token)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = verb }).First.ClickAsync();
        await Page.Locator("#action-dialog [name=reason]").FillAsync(reason);
        await Page.Locator("#action-dialog [name=actor]").FillAsync("ada");
        var tokenField = Page.Locator("#action-dialog [name=token]");
        if (await tokenField.IsVisibleAsync())
            await tokenField.FillAsync(token);
        await Page.GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true }).ClickAsync();
    }

    void Add(string fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }
}
