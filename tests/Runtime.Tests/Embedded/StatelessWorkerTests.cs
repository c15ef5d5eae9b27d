using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

/// <summary>Orleans lets calls wait for a busy worker before it makes another; the embedded host does not.</summary>
public sealed class StatelessWorkerTests : Conformance
{
    [Theory, Hosts]
    public Task A_stateless_worker_runs_as_many_calls_at_once_as_it_has_workers(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IWorkerTurnGrain>("a");

        var calls = new[] { grain.Write("one"), grain.Write("two"), grain.Write("three") };
        await Task.WhenAll(journal.Seen("one in"), journal.Seen("two in"));
        Assert.DoesNotContain("three in", journal.Entries);
        journal.Open("one");
        journal.Open("two");
        journal.Open("three");
        await Task.WhenAll(calls);

        Assert.Contains("three out", journal.Entries);
    });
}
