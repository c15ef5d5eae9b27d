using Kalshi.Silo.Ingest;

namespace Kalshi.Silo.Tests.Ingest;

/// <summary>Reads no venue, and says whether it would.</summary>
sealed class ScriptedIngest : IIngest
{
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => _ended.Task;

    internal Task Started => _started.Task;

    internal Task Stopped => _stopped.Task;

    public Task StartAsync()
    {
        _started.SetResult();
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        _stopped.SetResult();
        return Task.CompletedTask;
    }

    /// <summary>As when a part has ended by itself.</summary>
    internal void End() => _ended.SetResult();
}
