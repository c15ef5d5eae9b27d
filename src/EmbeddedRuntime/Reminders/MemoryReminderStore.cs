using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Reminders that end with the process.</summary>
sealed class MemoryReminderStore : IReminderStore
{
    readonly ConcurrentDictionary<(GrainId, string), Reminder> _reminders = new();
    long _version;

    public Task<IReadOnlyList<Reminder>> ReadAll() => Task.FromResult<IReadOnlyList<Reminder>>([.. _reminders.Values]);

    public Task<string> Upsert(Reminder reminder)
    {
        var etag = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        _reminders[(reminder.GrainId, reminder.Name)] = reminder with { ETag = etag };
        return Task.FromResult(etag);
    }

    public Task<bool> Remove(Reminder reminder) =>
        Task.FromResult(_reminders.TryRemove(new((reminder.GrainId, reminder.Name), reminder)));
}
