namespace Kalshi.Runtime.Tests;

/// <summary>Orleans promises no order of calls that are under way together; the embedded host keeps a caller's.</summary>
public sealed class CallOrderTests : Conformance
{
    [Theory, Hosts]
    public Task Calls_of_one_caller_arrive_in_order(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ICountingGrain>(1);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(grain.Append));

        Assert.Equal(Enumerable.Range(0, 100), await grain.Order());
    });
}
