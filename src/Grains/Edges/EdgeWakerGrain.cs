namespace Kalshi.Grains.Edges;

/// <summary>Wakes the edge grain by a reminder: its timer ends with the silo that held it, a reminder with no silo.</summary>
public sealed class EdgeWakerGrain : Grain, IEdgeWakerGrain, IRemindable
{
    const string Wake = "edges";

    // Orleans' least period.
    static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    bool _isRegistered;

    public async Task EnsureRunningAsync()
    {
        // First what matters: edges need no reminder as long as somebody calls.
        await WakeAsync();
        if (_isRegistered)
            return;
        if (await this.GetReminder(Wake) is null)
            await this.RegisterOrUpdateReminder(Wake, Period, Period);
        _isRegistered = true;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeAsync();

    Task WakeAsync() => GrainFactory.GetGrain<IEdgeGrain>(this.GetPrimaryKeyString()).EnsureRunningAsync();
}
