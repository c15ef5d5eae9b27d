using Kalshi.Grains.Events;
using Orleans.Storage;

namespace Kalshi.Grains.Gate;

/// <summary>The two ways of a change into effect.</summary>
public sealed partial class TradingGateGrain
{
    /// <summary>Changes that hold and are not on the record yet; beyond it the oldest is given up.</summary>
    const int MaxUnrecorded = 100;

    readonly Queue<OperatorAction> _unrecorded = new();

    /// <summary>Holds at once.</summary>
    /// <exception cref="EventNotRecordedException">It holds, but a restart will not know of it; it is recorded as soon as that is possible.</exception>
    async Task CloseAsync(GateState next, OperatorAction change, bool effectsAlways = false)
    {
        var wasHalted = IsHalted(_effective);
        _effective = next;
        _unrecorded.Enqueue(change);
        if (_unrecorded.Count > MaxUnrecorded)
        {
            LogForgotten(Scope, _unrecorded.Count);
            _unrecorded.Dequeue();
        }
        if (IsHalted(next) && (effectsAlways || !wasHalted))
            await RunHaltEffectsAsync(change.Reason);
        await SaveAsync();
    }

    /// <summary>Holds only once it is recorded and stored.</summary>
    async Task OpenAsync(GateState next, OperatorAction change)
    {
        await recorder.RecordAsync([.. _unrecorded, change]);
        _unrecorded.Clear();
        await StoreAsync(next);
        _effective = next;
    }

    async Task SaveAsync()
    {
        // The record first: a state that the audit trail does not explain must never be found after a restart.
        if (_unrecorded.Count > 0)
        {
            await recorder.RecordAsync([.. _unrecorded]);
            _unrecorded.Clear();
        }
        if (_stored is null || !_stored.StoresAs(_effective))
            await StoreClosingAsync();
    }

    /// <summary>A row that is newer than what is known here takes nothing away from what closes the gate here.</summary>
    async Task StoreClosingAsync()
    {
        try
        {
            await StoreAsync(_effective);
        }
        catch (InconsistentStateException)
        {
            await state.ReadStateAsync();
            _effective = _effective.ClosedAlsoBy(state.State);
            await StoreAsync(_effective);
        }
    }

    async Task TrySaveAsync()
    {
        try
        {
            await SaveAsync();
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            LogUnsaved(e, Scope);
        }
    }

    async Task StoreAsync(GateState next)
    {
        state.State = next;
        _stored = null;
        await state.WriteStateAsync();
        _stored = next;
    }

    async Task RunHaltEffectsAsync(string reason)
    {
        foreach (var effect in haltEffects)
        {
            try
            {
                await effect.HaltedAsync(Scope, reason);
            }
            catch (Exception e)
            {
                LogEffectFailed(e, Scope, effect.GetType().Name);
            }
        }
    }

    static bool IsHalted(GateState state) => state.Operator == GateMode.Halted || state.Causes.Any(c => c.Cause.Mode == GateMode.Halted);
}
