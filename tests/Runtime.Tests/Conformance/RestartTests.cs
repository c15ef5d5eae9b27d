using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Runtime.Tests;

public sealed class RestartTests(Postgres postgres) : Conformance, IClassFixture<Postgres>
{
    static readonly TimeSpan Late = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <remarks>Orleans: "reminders" survive partial and full restarts of a cluster until they are unregistered; "grain persistence".</remarks>
    [Theory, Hosts(WithThreads = true)]
    public async Task State_and_reminders_outlive_the_host(HostKind kind)
    {
        var setup = new HostSetup { Database = postgres.Database };
        await On(kind, setup, async host =>
        {
            Assert.Equal(5, await host.Grains.GetGrain<IAccountGrain>("a").Deposit(5));
            var sleeper = host.Grains.GetGrain<ISleeperGrain>("a");
            await sleeper.WakeMe("kept", Late, Minute);
            await sleeper.WakeMe("ended", Late, Minute);
            await sleeper.LetMeSleep("ended");
        });

        await On(kind, setup, async host =>
        {
            // Nobody calls the grain: the reminder wakes it.
            await host.Until(host.Services.GetRequiredService<Journal>().Seen("a kept 1"), Step);

            Assert.Equal(["kept"], (await host.Grains.GetGrain<ISleeperGrain>("a").Reminders()).ToArray());
            Assert.Equal(12, await host.Grains.GetGrain<IAccountGrain>("a").Deposit(7));
        });
    }
}
