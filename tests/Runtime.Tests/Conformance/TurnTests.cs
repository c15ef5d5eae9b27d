using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class TurnTests : Conformance
{
    /// <remarks>Orleans: "request scheduling"; a request runs from start to end before the next begins.</remarks>
    [Theory, Hosts]
    public Task Calls_of_one_grain_run_one_at_a_time(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IPlainTurnGrain>("a");

        var first = grain.Write("first");
        await journal.Seen("first in");
        var second = grain.Write("second");
        journal.Open("second");
        journal.Open("first");
        await Task.WhenAll(first, second);

        Assert.Equal(["first in", "first out", "second in", "second out"], journal.Entries);
    });

    [Theory, Hosts]
    public Task Calls_of_different_grains_run_side_by_side(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();

        var first = host.Grains.GetGrain<IPlainTurnGrain>("a").Write("first");
        var second = host.Grains.GetGrain<IPlainTurnGrain>("b").Write("second");
        await Task.WhenAll(journal.Seen("first in"), journal.Seen("second in"));
        journal.Open("first");
        journal.Open("second");
        await Task.WhenAll(first, second);

        Assert.Equal(4, journal.Entries.Count);
    });

    /// <remarks>Orleans: <c>ReentrantAttribute</c>.</remarks>
    [Theory, Hosts]
    public Task Calls_of_a_reentrant_grain_interleave_at_their_awaits(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IReentrantTurnGrain>("a");

        var first = grain.Write("first");
        await journal.Seen("first in");
        var second = grain.Write("second");
        await journal.Seen("second in");
        journal.Open("second");
        await second;
        journal.Open("first");
        await first;

        Assert.Equal(["first in", "second in", "second out", "first out"], journal.Entries);
    });

    /// <remarks>Orleans: "request scheduling"; single-threaded execution also of reentrant grains.</remarks>
    [Theory, Hosts]
    public Task Interleaved_turns_never_run_on_two_threads(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ICountingGrain>(1);

        var counts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.Add()));

        Assert.Equal(500, counts.Max());
    });

    /// <remarks>Orleans: <c>ReadOnlyAttribute</c>.</remarks>
    [Theory, Hosts]
    public Task Reads_interleave_with_reads_but_not_with_writes(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IPlainTurnGrain>("a");

        var read = grain.Read("read");
        await journal.Seen("read in");
        var write = grain.Write("write");
        var other = grain.Read("other");
        await journal.Seen("other in");
        journal.Open("write");
        journal.Open("other");
        await other;
        Assert.DoesNotContain("write in", journal.Entries);
        journal.Open("read");
        await Task.WhenAll(write, read);

        Assert.Equal(["write in", "write out"], journal.Entries.TakeLast(2));
    });

    [Theory, Hosts]
    public Task A_read_waits_for_a_write(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IPlainTurnGrain>("a");

        var write = grain.Write("write");
        await journal.Seen("write in");
        journal.Open("read");
        var read = grain.Read("read");
        journal.Open("write");
        await Task.WhenAll(write, read);

        Assert.Equal(["write in", "write out", "read in", "read out"], journal.Entries);
    });

    /// <remarks>Orleans: <c>AlwaysInterleaveAttribute</c>.</remarks>
    [Theory, Hosts]
    public Task An_always_interleaving_call_waits_for_nothing(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IPlainTurnGrain>("a");

        var write = grain.Write("write");
        await journal.Seen("write in");
        journal.Open("peek");
        await grain.Peek("peek");
        journal.Open("write");
        await write;

        Assert.Equal(["write in", "peek in", "peek out", "write out"], journal.Entries);
    });

    /// <remarks>Orleans: <c>MayInterleaveAttribute</c>, reentrancy by a predicate.</remarks>
    [Theory, Hosts]
    public Task A_grain_may_decide_call_by_call(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IChoosyTurnGrain>("a");

        var write = grain.Write("write");
        await journal.Seen("write in");
        journal.Open("rude");
        var rude = grain.Write("rude");
        journal.Open("polite");
        await grain.Write("polite");
        Assert.DoesNotContain("rude in", journal.Entries);
        journal.Open("write");
        await Task.WhenAll(write, rude);

        Assert.Equal(["write in", "polite in", "polite out", "write out", "rude in", "rude out"], journal.Entries);
    });

    /// <remarks>Orleans: "one-way requests"; the caller gets a completed task at once.</remarks>
    [Theory, Hosts]
    public Task A_one_way_caller_does_not_wait(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();

        await host.Grains.GetGrain<IPlainTurnGrain>("a").Notify("notice");
        await journal.Seen("notice in");
        journal.Open("notice");
        await journal.Seen("notice out");
    });

    /// <remarks>Orleans: "stateless worker grains"; at most as many activations as the attribute says, made as calls pile up.</remarks>
    [Theory, Hosts]
    public Task A_stateless_worker_runs_no_more_calls_at_once_than_it_has_workers(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<IWorkerTurnGrain>("a");

        var calls = Enumerable.Range(0, 20).Select(number => grain.Write($"{number}")).ToArray();
        await host.Until(Task.WhenAny(calls.Select((_, number) => journal.Seen($"{number} in"))));
        Assert.InRange(journal.Entries.Count, 1, 2);
        for (var number = 0; number < 20; number++)
            journal.Open($"{number}");
        await Task.WhenAll(calls);

        Assert.Equal(40, journal.Entries.Count);
    });
}
