using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class ObserverAndFilterTests : Conformance
{
    static readonly HostSetup Filtered = new()
    {
        Services = services => services
            .AddSingleton<IIncomingGrainCallFilter, JournalFilter>()
            .AddSingleton<IOutgoingGrainCallFilter, RefusingFilter>(),
    };

    /// <remarks>Orleans: "observers", CreateObjectReference.</remarks>
    [Theory, Hosts]
    public Task A_grain_calls_an_object_outside_through_its_reference(HostKind kind) => On(kind, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var ticker = new Ticker(journal);
        var grain = host.Grains.GetGrain<ISubjectGrain>("a");

        await grain.Subscribe(host.Grains.CreateObjectReference<ITicker>(ticker));
        await grain.Tick(7);
        await journal.Seen("ticked 7");

        Assert.Equal("why? because", await grain.Ask("why?"));
        GC.KeepAlive(ticker);
    });

    /// <remarks>Orleans: "observers", DeleteObjectReference.</remarks>
    [Theory, Hosts]
    public Task A_deleted_reference_no_longer_answers(HostKind kind) => On(kind, HostSetup.Impatient, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var ticker = new Ticker(journal);
        var grain = host.Grains.GetGrain<ISubjectGrain>("a");
        var reference = host.Grains.CreateObjectReference<ITicker>(ticker);
        await grain.Subscribe(reference);

        host.Grains.DeleteObjectReference<ITicker>(reference);

        // Embedded says at once that the observer is gone; Orleans lets the caller wait until its time-out.
        await Assert.ThrowsAnyAsync<Exception>(() => host.Until(grain.Ask("why?")));
        Assert.Empty(journal.Entries);
        GC.KeepAlive(ticker);
    });

    /// <remarks>Orleans: "grain call filters", incoming: those of the silo, then the grain's own.</remarks>
    [Theory, Hosts]
    public Task Filters_run_around_a_call_and_may_replace_its_result(HostKind kind) => On(kind, Filtered, async host =>
    {
        var journal = host.Services.GetRequiredService<Journal>();

        Assert.Equal(11, await host.Grains.GetGrain<IFilteredGrain>("a").Twice(5));

        Assert.Equal(["Twice of filtered/a with 5", "grain before", "method", "grain after"], journal.Entries);
    });

    /// <remarks>Orleans: "grain call filters", outgoing.</remarks>
    [Theory, Hosts]
    public Task A_filter_on_the_callers_side_may_refuse_a_call(HostKind kind) => On(kind, Filtered, async host =>
    {
        var error = await Assert.ThrowsAsync<BusinessException>(() => host.Grains.GetGrain<IFilteredGrain>("a").Twice(13));

        Assert.Equal("Twice of filtered/a is refused", error.Message);
        Assert.Empty(host.Services.GetRequiredService<Journal>().Entries);
    });

    sealed class Ticker(Journal journal) : ITicker
    {
        public void Ticked(int number) => journal.Write($"ticked {number}");

        public Task<string> Asked(string question)
        {
            journal.Write(question);
            return Task.FromResult($"{question} because");
        }
    }
}
