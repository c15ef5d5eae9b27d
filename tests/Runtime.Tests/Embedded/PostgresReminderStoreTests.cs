using Orleans.Reminders;

namespace Kalshi.Runtime.Tests;

public sealed class PostgresReminderStoreTests(Postgres postgres) : IClassFixture<Postgres>
{
    static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    readonly PostgresReminderStore _store = new(postgres.Database, "kalshi");

    [Fact]
    public async Task What_is_stored_is_read_again_until_it_is_removed()
    {
        var reminder = new Reminder(GrainId.Create("sleeper", "a"), "tick", Start, TimeSpan.FromMinutes(5), "");

        reminder = reminder with { ETag = await _store.Upsert(reminder) };
        Assert.Contains(reminder, await _store.ReadAll());
        var changed = reminder with { Period = TimeSpan.FromHours(1) };
        changed = changed with { ETag = await _store.Upsert(changed) };

        Assert.False(await _store.Remove(reminder));
        Assert.Contains(changed, await _store.ReadAll());
        Assert.True(await _store.Remove(changed));
        Assert.False(await _store.Remove(changed));
        Assert.DoesNotContain(await _store.ReadAll(), other => other.GrainId == reminder.GrainId);
    }

    [Fact]
    public async Task Grains_of_every_hash_are_read_and_other_services_are_not()
    {
        for (var number = 0; number < 20; number++)
            await _store.Upsert(new(GrainId.Create("many", $"{number}"), "tick", Start, TimeSpan.FromMinutes(5), ""));

        Assert.Equal(20, (await _store.ReadAll()).Count(reminder => reminder.GrainId.Type == GrainType.Create("many")));
        Assert.Empty(await new PostgresReminderStore(postgres.Database, "other").ReadAll());
    }

    [Theory]
    [InlineData(-10, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 300)]
    [InlineData(300, 300)]
    [InlineData(301, 600)]
    public void A_reminder_ticks_on_the_grid_of_its_start(int instant, int tick)
    {
        var reminder = new Reminder(GrainId.Create("sleeper", "a"), "tick", Start, TimeSpan.FromMinutes(5), "");

        Assert.Equal(Start.AddSeconds(tick), reminder.NextFrom(Start.AddSeconds(instant)));
        Assert.True(reminder.NextAfter(Start.AddSeconds(instant)) > Start.AddSeconds(instant));
    }
}
