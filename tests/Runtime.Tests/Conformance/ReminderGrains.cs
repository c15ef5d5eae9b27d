namespace Kalshi.Runtime.Tests;

public interface ISleeperGrain : IGrainWithStringKey
{
    Task WakeMe(string name, TimeSpan dueTime, TimeSpan period);

    Task LetMeSleep(string name);

    Task<IReadOnlyList<string>> Reminders();

    Task Leave();
}

public sealed class SleeperGrain(Journal journal) : Grain, ISleeperGrain, IRemindable
{
    public Task WakeMe(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task LetMeSleep(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<IReadOnlyList<string>> Reminders() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Write($"{this.GetPrimaryKeyString()} {reminderName} {(status.CurrentTickTime - status.FirstTickTime) / status.Period:0}");
        return reminderName == "failing" ? throw new BusinessException("a reminder fails") : Task.CompletedTask;
    }
}
