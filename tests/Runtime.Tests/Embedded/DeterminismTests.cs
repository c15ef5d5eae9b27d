using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Kalshi.Runtime.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_takes_the_same_course()
    {
        var (first, second) = (Course(seed: 1), Course(seed: 1));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Different_seeds_find_different_courses()
    {
        var courses = Enumerable.Range(1, 10).Select(Course).ToArray();

        Assert.Equal(10, courses.Select(course => course.Hash).Distinct().Count());
        Assert.True(courses.Select(course => course.Entries).Distinct().Count() > 1);
    }

    [Fact]
    public void Time_passes_only_when_nothing_is_ready()
    {
        using var simulation = Simulation(seed: 1);
        var start = simulation.Time.GetUtcNow();

        simulation.Run(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(key => Grain(simulation, key).Add()));
            Assert.Equal(start, simulation.Time.GetUtcNow());
            await Task.Delay(TimeSpan.FromDays(1), simulation.Time);
        });

        Assert.Equal(start + TimeSpan.FromDays(1), simulation.Time.GetUtcNow());
    }

    [Fact]
    public void A_scenario_that_waits_for_nothing_that_comes_is_told_so()
    {
        var time = new VirtualTimeProvider();
        var scheduler = new DeterministicScheduler(new Random(1), time);

        var error = Assert.Throws<InvalidOperationException>(() => scheduler.Run(() => new TaskCompletionSource().Task));

        Assert.Contains("nothing is ready", error.Message, StringComparison.Ordinal);
    }

    static (ulong Hash, string Entries) Course(int seed)
    {
        using var simulation = Simulation(seed);
        var journal = simulation.Services.GetRequiredService<Journal>();
        simulation.Run(async () =>
        {
            var grains = simulation.Services.GetRequiredService<IGrainFactory>();
            var calls = Enumerable.Range(0, 20).Select(number => grains.GetGrain<IReentrantTurnGrain>($"{number % 5}").Write($"{number}")).ToArray();
            for (var number = 0; number < 20; number++)
                journal.Open($"{number}");
            await Task.WhenAll(calls);
            await grains.GetGrain<ITimerGrain>("t").Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimerManner.Plain);
            await journal.Seen("t tick 5 done");
        });
        simulation.Stop();
        return (simulation.TraceHash, string.Join("; ", journal.Entries));
    }

    static GrainSimulation Simulation(int seed)
    {
        var simulation = new GrainSimulation(
            new Random(seed),
            services => EmbeddedServices.Add(services, HostSetup.Default, TaskCreationOptions.None),
            options => options.Assemblies.Add(typeof(DeterminismTests).Assembly));
        simulation.Start();
        return simulation;
    }

    static ICountingGrain Grain(GrainSimulation simulation, long key) =>
        simulation.Services.GetRequiredService<IGrainFactory>().GetGrain<ICountingGrain>(key);
}
