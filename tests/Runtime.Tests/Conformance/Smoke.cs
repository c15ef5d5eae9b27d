namespace Kalshi.Runtime.Tests;

public class Smoke
{
    [Fact]
    public async Task Works()
    {
        await using var host = await EmbeddedThreadPoolHost.Start(HostSetup.Default);
        var grain = host.Grains.GetGrain<ICounterGrain>("a");
        Assert.Equal(1, await grain.Add(1));
        Assert.Equal(3, await grain.Add(2));
        Assert.Equal("a", await grain.Key());
    }
}
