using Kalshi.Grains.Events;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Gate;

/// <summary>The operator's switch. Its state survives restarts; each change is an event with who, when and why.</summary>
public sealed partial class TradingGateGrain(
    [PersistentState("gate")] IPersistentState<GateState> state,
    IEventRecorder recorder,
    VenueClock clock,
    ILogger<TradingGateGrain> logger) : Grain, ITradingGateGrain
{
    // Storage may fail while the intention must hold: a halt takes effect here first.
    bool _halted;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _halted = state.State.Halted;
        return Task.CompletedTask;
    }

    public async Task<GateView> HaltAsync(string actor, string reason)
    {
        RequireWords(actor, reason);
        _halted = true;
        LogHalted(this.GetPrimaryKeyString(), actor, reason);
        await ChangeAsync(halted: true, actor, reason);
        return View();
    }

    public async Task<GateView> ReleaseAsync(string actor, string reason)
    {
        RequireWords(actor, reason);
        await ChangeAsync(halted: false, actor, reason);
        _halted = false;
        LogReleased(this.GetPrimaryKeyString(), actor, reason);
        return View();
    }

    public Task<GateView> ViewAsync() => Task.FromResult(View());

    // The record first: a state that the audit trail does not explain must never be found after a restart.
    async Task ChangeAsync(bool halted, string actor, string reason)
    {
        var scope = this.GetPrimaryKeyString();
        var now = clock.NowTs;
        var changes = state.State.Changes + 1;
        await recorder.RecordAsync(
            [new OperatorAction($"{scope}:{changes}", scope, now, halted ? "halt" : "release", actor, reason)]);
        state.State = new GateState { Halted = halted, Actor = actor, Reason = reason, SinceTs = now, Changes = changes };
        await state.WriteStateAsync();
    }

    static void RequireWords(string actor, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
    }

    GateView View() => new(_halted, state.State.Actor, state.State.Reason, state.State.SinceTs, state.State.Changes);

    [LoggerMessage(5001, LogLevel.Warning, "Trading gate {Scope}: halted by {Actor}: {Reason}")]
    partial void LogHalted(string scope, string actor, string reason);

    [LoggerMessage(5002, LogLevel.Warning, "Trading gate {Scope}: released by {Actor}: {Reason}")]
    partial void LogReleased(string scope, string actor, string reason);
}
