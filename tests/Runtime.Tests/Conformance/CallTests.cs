using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class CallTests : Conformance
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <remarks>Orleans: "exceptions"; an exception of a grain method is thrown at its caller.</remarks>
    [Theory, Hosts]
    public Task Exceptions_reach_the_caller(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ICallGrain>("a");

        Assert.Equal("now", (await Assert.ThrowsAsync<BusinessException>(() => grain.Fail("now"))).Message);
        Assert.Equal("later", (await Assert.ThrowsAsync<BusinessException>(() => grain.FailLater("later"))).Message);
        Assert.Equal("3 is odd", (await Assert.ThrowsAsync<BusinessException>(async () => await grain.Half(3))).Message);
    });

    [Theory, Hosts]
    public Task Value_tasks_give_results(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ICallGrain>("a");

        await grain.Nothing();

        Assert.Equal(21, await grain.Half(42));
    });

    [Theory, Hosts]
    public Task A_failing_call_leaves_the_grain_in_service(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ICallGrain>("a");
        await Assert.ThrowsAsync<BusinessException>(() => grain.Fail("now"));
        await grain.FailUnseen();

        Assert.Equal(1, await grain.Half(2));
    });

    /// <remarks>Orleans: <c>SiloMessagingOptions.ResponseTimeout</c>; the call itself is not ended by it.</remarks>
    [Theory, Hosts]
    public Task A_caller_waits_no_longer_than_the_response_timeout_while_the_call_goes_on(HostKind kind) => On(kind, HostSetup.Impatient, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ICallGrain>("a");

        var call = grain.Wait("slow");
        await journal.Seen("slow in");
        await Assert.ThrowsAsync<TimeoutException>(() => host.Until(call, Second));

        journal.Open("slow");
        await journal.Seen("slow out");
    });

    [Theory, Hosts]
    public Task A_call_that_is_still_waiting_times_out_too_and_never_runs(HostKind kind) => On(kind, HostSetup.Impatient, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ICallGrain>("a");

        var running = grain.Wait("running");
        await journal.Seen("running in");
        var waiting = grain.Wait("waiting");
        await Assert.ThrowsAsync<TimeoutException>(() => host.Until(running, Second));
        await Assert.ThrowsAsync<TimeoutException>(() => host.Until(waiting, Second));
        journal.Open("running");

        Assert.Equal(1, await grain.Half(2));
        Assert.DoesNotContain("waiting in", journal.Entries);
    });

    [Theory, Hosts(WithThreads = true)]
    public Task A_turn_that_blocks_its_thread_keeps_no_caller_waiting_for_ever(HostKind kind) => On(kind, HostSetup.Impatient, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ICallGrain>("a");
        // Orleans may run the turn that activates a grain under the activation's lock, where callers wait without a limit.
        await grain.Nothing();
        var blocking = grain.Block("block");
        await journal.Seen("block in");
        try
        {
            var behind = grain.Half(2).AsTask();
            await Assert.ThrowsAsync<TimeoutException>(() => host.Until(blocking, Second));
            await Assert.ThrowsAsync<TimeoutException>(() => host.Until(behind, Second));
        }
        finally
        {
            // A host does not end as long as a turn holds its thread.
            journal.Open("block");
        }
    });

    /// <remarks>Orleans: <c>ResponseTimeoutAttribute</c>.</remarks>
    [Theory, Hosts]
    public Task A_method_may_have_a_timeout_of_its_own(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var call = host.Grains.GetGrain<ICallGrain>("a").WaitShortly("slow");
        await journal.Seen("slow in");

        await Assert.ThrowsAsync<TimeoutException>(() => host.Until(call, Second));
        journal.Open("slow");
    });

    /// <remarks>Orleans: "request scheduling", deadlocks: a non-reentrant grain waits for itself.</remarks>
    [Theory, Hosts]
    public Task A_call_chain_that_comes_back_waits_for_itself_until_it_times_out(HostKind kind) => On(kind, HostSetup.Impatient, async host =>
    {
        var call = host.Grains.GetGrain<IChainGrain>("a").RoundTrip("b", ChainPermission.None);

        await Assert.ThrowsAsync<TimeoutException>(() => host.Until(call, Second));
    });

    /// <remarks>Orleans: <c>RequestContext.AllowCallChainReentrancy</c>.</remarks>
    [Theory, Hosts]
    public Task A_call_chain_may_come_back_where_it_is_allowed(HostKind kind) => On(kind, async host =>
        Assert.Equal("answer", await host.Grains.GetGrain<IChainGrain>("a").RoundTrip("b", ChainPermission.Allowed)));

    /// <remarks>Orleans: <c>RequestContext.SuppressCallChainReentrancy</c>.</remarks>
    [Theory, Hosts]
    public Task A_call_chain_may_not_come_back_where_that_is_suppressed(HostKind kind) => On(kind, HostSetup.Impatient, async host =>
    {
        var call = host.Grains.GetGrain<IChainGrain>("a").RoundTrip("b", ChainPermission.AllowedAndSuppressed);

        await Assert.ThrowsAsync<TimeoutException>(() => host.Until(call, Second));
    });

    /// <remarks>Orleans: "cancellation tokens"; a token passed to a grain is cancelled there too.</remarks>
    [Theory, Hosts]
    public Task A_cancelled_caller_goes_at_once_and_the_grain_sees_it(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        using var cancellation = new CancellationTokenSource();
        var call = host.Grains.GetGrain<ICallGrain>("a").WaitWith("gate", cancellation.Token);
        await journal.Seen("gate in");

        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await journal.Seen("gate cancelled");
    });

    [Theory, Hosts]
    public Task A_call_that_is_cancelled_while_it_waits_never_runs(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ICallGrain>("a");
        using var cancellation = new CancellationTokenSource();
        var running = grain.Wait("running");
        await journal.Seen("running in");
        var waiting = grain.WaitWith("waiting", cancellation.Token);

        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        journal.Open("running");
        await running;

        Assert.Equal(1, await grain.Half(2));
        Assert.DoesNotContain("waiting in", journal.Entries);
    });

    /// <remarks>Orleans: <c>SiloMessagingOptions.MaxEnqueuedRequestsHardLimit</c>; LimitExceededException.</remarks>
    [Theory, Hosts]
    public Task A_full_queue_refuses_further_calls(HostKind kind) => On(kind, new HostSetup { MaxEnqueuedRequests = 2 }, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var grain = host.Grains.GetGrain<ICallGrain>("a");
        var running = grain.Wait("gate");
        await journal.Seen("gate in");

        Task[] calls = [grain.Wait("gate"), grain.Wait("gate"), grain.Wait("gate"), grain.Wait("gate")];
        await Assert.ThrowsAsync<LimitExceededException>(() => calls[3]);
        journal.Open("gate");
        await running;

        await calls[0];
        Assert.Equal(1, await grain.Half(2));
    });

    /// <remarks>Orleans: "request context"; metadata flows with requests, and not with responses.</remarks>
    [Theory, Hosts]
    public Task The_request_context_goes_with_calls_and_never_back(HostKind kind) => On(kind, async host =>
    {
        var grain = host.Grains.GetGrain<ICallGrain>("a");
        RequestContext.Set("trace", "t1");

        Assert.Equal("t1", await grain.Context("trace"));
        Assert.Equal("t1", await grain.ContextOf("b", "trace"));
        await grain.SetContext("trace", "changed");
        Assert.Equal("t1", RequestContext.Get("trace"));

        RequestContext.Clear();
        await grain.SetContext("trace", "left behind");
        Assert.Null(await grain.Context("trace"));
    });

    [Theory, Hosts]
    public Task An_interface_without_a_class_is_refused_by_name(HostKind kind) => On(kind, host =>
    {
        var error = Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IOrphanGrain>("a"));
        Assert.Contains(nameof(IOrphanGrain), error.Message, StringComparison.Ordinal);
        return Task.CompletedTask;
    });
}

public interface IOrphanGrain : IGrainWithStringKey
{
    Task Call();
}
