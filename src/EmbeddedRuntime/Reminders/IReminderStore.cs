using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A reminder as stored.</summary>
/// <param name="Start">First tick, UTC.</param>
/// <param name="ETag">Version of the row.</param>
sealed record Reminder(GrainId GrainId, string Name, DateTimeOffset Start, TimeSpan Period, string ETag) : IGrainReminder
{
    public string ReminderName => Name;

    /// <summary>The first tick of the reminder's grid at an instant or after it.</summary>
    public DateTimeOffset NextFrom(DateTimeOffset instant) => instant <= Start ? Start : Start + Period * Math.Ceiling((instant - Start) / Period);

    /// <summary>The first tick of the reminder's grid that lies after an instant.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant < Start ? Start : Start + Period * (Math.Floor((instant - Start) / Period) + 1);
}

/// <summary>Where reminders outlive the process.</summary>
interface IReminderStore
{
    Task<IReadOnlyList<Reminder>> ReadAll();

    /// <summary>Gives the new ETag; that of the given reminder does not matter.</summary>
    Task<string> Upsert(Reminder reminder);

    /// <summary>False where the stored reminder has another ETag, or there is none.</summary>
    Task<bool> Remove(Reminder reminder);
}
