using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Calls back in turns of its activation, never before the last callback has ended.</summary>
sealed class GrainTimer<TState> : IGrainTimer
{
    readonly Activation _activation;
    readonly Func<TState, CancellationToken, Task> _callback;
    readonly TState _state;
    readonly ILogger _log;
    readonly GrainTimerCreationOptions _options;
    readonly CancellationTokenSource _stopped = new();
    readonly ITimer _timer;
    TimeSpan _period;
    bool _isTicking;
    bool _isChanged;

    public GrainTimer(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options, ILogger log)
    {
        (_activation, _callback, _state, _options, _log) = (activation, callback, state, options, log);
        using var flow = ExecutionContext.SuppressFlow();
        _timer = activation.Time.CreateTimer(static timer => ((GrainTimer<TState>)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.Add(this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Verify(dueTime, nameof(dueTime));
        Verify(period, nameof(period));
        _period = period;
        // A callback that runs is let end first; what was asked during it then holds instead of the period.
        _isChanged = _isTicking;
        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    static void Verify(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, span, "a timer needs a span of zero or more, or Timeout.InfiniteTimeSpan");
    }

    void Fire()
    {
        if (!_stopped.IsCancellationRequested)
            _activation.Send(new Tick(this));
    }

    async ValueTask Run()
    {
        if (_stopped.IsCancellationRequested)
            return;
        (_isTicking, _isChanged) = (true, false);
        try
        {
            await _callback(_state, _stopped.Token);
        }
        catch (Exception error)
        {
            if (!_stopped.IsCancellationRequested)
                TimerLog.CallbackFailed(_log, error, _activation.GrainId);
            _activation.EndIfStale(error);
        }
        _isTicking = false;
        if (!_isChanged && !_stopped.IsCancellationRequested)
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_stopped.IsCancellationRequested)
            return;
        _stopped.Cancel();
        _timer.Dispose();
        _activation.Forget(this);
    }

    sealed class Tick(GrainTimer<TState> timer) : TurnCall
    {
        public override GrainMethod Method => TimerMethod.Instance;

        internal override bool HasDeadline => false;

        internal override bool AlwaysInterleaves => timer._options.Interleave;

        internal override bool KeepsAlive => timer._options.KeepAlive;

        internal override bool IsOfOneActivation => true;

        protected override ValueTask Invoke(object target) => timer.Run();
    }
}

static class TimerMethod
{
    interface ITimed
    {
        Task TimerCallback();
    }

    public static readonly GrainMethod Instance = new(typeof(ITimed), nameof(ITimed.TimerCallback));
}

static partial class TimerLog
{
    [LoggerMessage(EventId = 120, Level = LogLevel.Error, Message = "A timer callback of grain {GrainId} failed; the timer goes on")]
    public static partial void CallbackFailed(ILogger log, Exception error, GrainId grainId);
}
