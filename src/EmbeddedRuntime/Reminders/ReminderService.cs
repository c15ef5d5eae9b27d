using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>Wakes grains as their reminders say. The store is read when the host starts; from then on this process is the
/// only one that changes it.</summary>
sealed partial class ReminderService(GrainHost host, IReminderStore store, ReminderOptions options, ILogger<ReminderService> log)
    : IReminderRegistry, IGrainHostPart
{
    // Timers of the runtime reach no further than 49 days.
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    readonly SystemTurns _turns = new(host.Executor);
    readonly Dictionary<(GrainId, string), Alarm> _alarms = [];
    readonly CancellationTokenSource _stopping = new();

    public Task Start(CancellationToken cancellationToken) => _turns.PostTurn(async () =>
    {
        foreach (var reminder in await store.ReadAll())
            Set(reminder);
    });

    public Task Stop(CancellationToken cancellationToken) => _turns.PostTurn(async () =>
    {
        _stopping.Cancel();
        await Task.WhenAll(_alarms.Values.Select(alarm => alarm.Ringing)).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    });

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.MinimumReminderPeriod)
            throw new ArgumentException($"Reminder {reminderName} of {callingGrainId} has a period of {period}; the least is {options.MinimumReminderPeriod}", nameof(period));
        var reminder = new Reminder(callingGrainId, reminderName, host.Time.GetUtcNow() + dueTime, period, "");
        await _turns.PostTurn(async () =>
        {
            reminder = reminder with { ETag = await store.Upsert(reminder) };
            Set(reminder);
        });
        return reminder;
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => _turns.PostTurn(async () =>
    {
        var stored = (Reminder)reminder;
        if (stored.GrainId != callingGrainId)
            throw new ReminderException($"Reminder {stored.Name} of {stored.GrainId} is not {callingGrainId}'s to end");
        if (!await store.Remove(stored))
            throw new ReminderException($"Reminder {stored.Name} of {callingGrainId} was not ended: it has changed since, or has ended already");
        if (_alarms.Remove((stored.GrainId, stored.Name), out var alarm))
            alarm.Cancelled.Cancel();
    });

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        (await GetReminders(callingGrainId)).Find(reminder => reminder.ReminderName == reminderName);

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        List<IGrainReminder> found = [];
        await _turns.PostTurn(() => found.AddRange(_alarms.Values.Select(alarm => alarm.Reminder).Where(reminder => reminder.GrainId == callingGrainId)));
        return found;
    }

    void Set(Reminder reminder)
    {
        var key = (reminder.GrainId, reminder.Name);
        if (_alarms.Remove(key, out var former))
            former.Cancelled.Cancel();
        var alarm = new Alarm(reminder, CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token));
        _alarms.Add(key, alarm);
        alarm.Ringing = Ring(alarm);
    }

    /// <summary>Ticks on the grid of start and period. What falls due while a tick still runs, or while the process was
    /// down, is left out.</summary>
    async Task Ring(Alarm alarm)
    {
        var (reminder, cancelled) = (alarm.Reminder, alarm.Cancelled.Token);
        var next = reminder.NextFrom(host.Time.GetUtcNow());
        while (await Until(next, cancelled))
        {
            try
            {
                var tick = new ReminderTick(reminder.Name, new(reminder.Start.UtcDateTime, reminder.Period, host.Time.GetUtcNow().UtcDateTime));
                host.Send(tick, reminder.GrainId);
                await tick.Response;
            }
            catch (Exception error)
            {
                TickFailed(log, error, reminder.Name, reminder.GrainId);
            }
            next = reminder.NextAfter(host.Time.GetUtcNow());
        }
    }

    async Task<bool> Until(DateTimeOffset due, CancellationToken cancelled)
    {
        while (!cancelled.IsCancellationRequested && due - host.Time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest < LongestWait ? rest : LongestWait, host.Time, cancelled)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return !cancelled.IsCancellationRequested;
    }

    sealed record Alarm(Reminder Reminder, CancellationTokenSource Cancelled)
    {
        public Task Ringing { get; set; } = Task.CompletedTask;
    }

    sealed class ReminderTick(string name, TickStatus status) : TurnCall
    {
        static readonly GrainMethod Receive = new(typeof(IRemindable), nameof(IRemindable.ReceiveReminder), typeof(string), typeof(TickStatus));

        public override GrainMethod Method => Receive;

        protected override ValueTask Invoke(object target) => new(((IRemindable)target).ReceiveReminder(name, status));
    }

    [LoggerMessage(EventId = 300, Level = LogLevel.Error, Message = "Reminder {Name} of {GrainId} failed; it goes on")]
    static partial void TickFailed(ILogger log, Exception error, string name, GrainId grainId);
}
