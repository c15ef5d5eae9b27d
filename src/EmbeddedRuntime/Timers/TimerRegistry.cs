using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Timers;

sealed class TimerRegistry(ILogger<TimerRegistry> log) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new GrainTimer<TState>((Activation)grainContext, callback, state, options, log);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}
