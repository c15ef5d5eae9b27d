using Kalshi.Grains.Events;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Gate;

/// <summary>The switch before all orders of a scope: the operator's, and what the system does to itself.</summary>
/// <remarks>What closes takes effect here first and is recorded then, again and again until it is; what opens is recorded and stored
/// first. So neither a bus nor a database that is away can keep trading going.</remarks>
public sealed partial class TradingGateGrain(
    [PersistentState("gate")] IPersistentState<GateState> state,
    IEventRecorder recorder,
    IEnumerable<IHaltEffect> haltEffects,
    TradingGateOptions options,
    VenueClock clock,
    ILogger<TradingGateGrain> logger) : Grain, ITradingGateGrain, IDisposable
{
    /// <summary>More are no information: the gate is closed.</summary>
    const int MaxCauses = 1000;

    // Halts interleave with other turns, so changes wait for each other here.
    readonly SemaphoreSlim _changing = new(1, 1);

    GateState _effective = new();
    GateState? _stored;
    int _haltsUnderWay;

    string Scope => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stored = state.State;
        _effective = _stored with { Health = _stored.Health.Restarted() };
        return Task.CompletedTask;
    }

    public async Task<GateView> HaltAsync(string actor, string reason)
    {
        RequireWords(actor, reason);
        _haltsUnderWay++;
        LogChange(Scope, "halted", actor, reason);
        try
        {
            await ChangeAsync("halt", GateMode.Halted, actor, reason);
        }
        finally
        {
            _haltsUnderWay--;
        }
        return View();
    }

    public async Task<GateView> PauseAsync(string actor, string reason)
    {
        RequireWords(actor, reason);
        await ChangeAsync("pause", GateMode.Reducing, actor, reason);
        LogChange(Scope, "paused", actor, reason);
        return View();
    }

    public async Task<GateView> ReleaseAsync(string actor, string reason)
    {
        RequireWords(actor, reason);
        await ChangeAsync("release", GateMode.Active, actor, reason);
        LogChange(Scope, "released", actor, reason);
        return View();
    }

    public Task<GateView> ViewAsync() => Task.FromResult(View());

    public void Dispose() => _changing.Dispose();

    async Task ChangeAsync(string action, GateMode mode, string actor, string reason)
    {
        // A halt that waits here is in the view already.
        await _changing.WaitAsync();
        try
        {
            var before = _effective;
            var now = clock.NowTs;
            var next = before with
            {
                Operator = mode,
                Actor = actor,
                Reason = reason,
                SinceTs = now,
                Changes = before.Changes + 1,
                Causes = mode == GateMode.Active ? [.. before.Causes.Where(c => !c.Cause.ByOperator)] : before.Causes,
            };
            var change = GateChange.Event(Scope, next.Changes, now, action, actor, reason);
            if (mode >= before.Operator && mode != GateMode.Active)
                await CloseAsync(next, change, effectsAlways: mode == GateMode.Halted);
            else
                await OpenAsync(next, change);
        }
        finally
        {
            _changing.Release();
        }
    }

    GateView View() => GateReading.View(Scope, _effective, clock.Now, options, _haltsUnderWay > 0);

    static void RequireWords(string actor, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
    }

    [LoggerMessage(5001, LogLevel.Warning, "Trading gate {Scope}: {Change} by {Actor}: {Reason}")]
    partial void LogChange(string scope, string change, string actor, string reason);

    [LoggerMessage(5002, LogLevel.Warning, "Trading gate {Scope}: {Reason}")]
    partial void LogAutomatic(string scope, string reason);

    [LoggerMessage(5003, LogLevel.Error, "Trading gate {Scope}: a change holds but is not recorded or stored yet; the next change or observation tries again")]
    partial void LogUnsaved(Exception exception, string scope);

    [LoggerMessage(5004, LogLevel.Error, "Trading gate {Scope}: {Count} changes are not recorded, the oldest is given up")]
    partial void LogForgotten(string scope, int count);

    [LoggerMessage(5005, LogLevel.Error, "Trading gate {Scope}: halted, but {Effect} could not be started")]
    partial void LogEffectFailed(Exception exception, string scope, string effect);
}
