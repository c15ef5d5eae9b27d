using Orleans.Runtime;

namespace Orleans.Timers
{
    public interface IReminderRegistry
    {
        Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

        Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

        Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

        Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
    }
}

namespace Orleans.Hosting
{
    public sealed class ReminderOptions
    {
        /// <summary>Reminders are for what may wait; a grain timer is for the rest. Default: one minute.</summary>
        public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder could not be changed, since somebody else has changed it.</summary>
    public sealed class ReminderException(string message) : OrleansException(message);
}
