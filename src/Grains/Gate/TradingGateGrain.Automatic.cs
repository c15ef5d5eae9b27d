using Kalshi.Grains.Events;
using Kalshi.Trading.NoTrade;
using Orleans.Storage;

namespace Kalshi.Grains.Gate;

/// <summary>What the system does to itself: causes that its parts raise, and its health.</summary>
public sealed partial class TradingGateGrain
{
    const int MaxCode = 100;
    static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(1);

    public Task RaiseAsync(GateCause cause)
    {
        RequireCause(cause);
        return ExclusivelyAsync(async () =>
        {
            var known = _effective.Causes.FirstOrDefault(c => c.Cause.Code == cause.Code);
            if (known?.Cause == cause)
            {
                await TrySaveAsync();
                return;
            }
            if (known is null && _effective.Causes.Count >= MaxCauses)
                throw new InvalidOperationException($"gate {Scope}: '{cause.Code}' is not noted, {MaxCauses} causes keep it closed already");
            RaisedCause[] causes =
                [.. _effective.Causes.Where(c => c.Cause.Code != cause.Code), new(cause, known?.SinceTs ?? clock.NowTs)];
            await CloseAutomaticallyAsync(_effective with { Causes = causes }, $"{cause.Code}: {cause.Detail}; cleared by {cause.ClearedBy}");
        });
    }

    public Task ClearAsync(string code, string detail)
    {
        RequireCode(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(detail);
        return ExclusivelyAsync(async () =>
        {
            if (_effective.Causes.All(c => c.Cause.Code != code))
                return;
            var next = _effective with { Causes = [.. _effective.Causes.Where(c => c.Cause.Code != code)] };
            await OpenAsync(next, Automatic("clear", $"{code}: {detail}"));
            LogAutomatic(Scope, $"{code} is cleared: {detail}");
        });
    }

    public Task ObserveAsync(HealthSample sample)
    {
        if (Scope != GateScope.Global)
            throw new ArgumentException($"gate {Scope}: only the global gate has a health to observe");
        var observation = ObservationOf(sample);
        return ExclusivelyAsync(() => ObserveAsync(observation));
    }

    async Task ObserveAsync(HealthObservation observation)
    {
        var before = _effective.Health;
        var next = before.Observe(observation, options.Health);
        var state = _effective with { Health = next };
        var known = before.Phase == NoTradePhase.Starting ? [] : before.Causes.Select(c => c.Trigger).ToHashSet();
        var fresh = next.Phase == NoTradePhase.Stopped ? next.Causes.Where(c => !known.Contains(c.Trigger)).ToArray() : [];

        if (next.Phase != before.Phase && next.Phase is NoTradePhase.Open or NoTradePhase.Staged && before.Phase != NoTradePhase.Open)
        {
            var words = OpeningWords(before, next);
            await TryOpenAsync(state, Automatic("clear", words));
        }
        else if (fresh.Length > 0)
        {
            await CloseAutomaticallyAsync(state, string.Join("; ", fresh.Select(c => $"{GateReading.CodeOf(c.Trigger)}: {c.Reason}")));
        }
        else
        {
            _effective = state;
            await TrySaveAsync();
        }
    }

    /// <summary>Health that cannot be recorded opens nothing; the next observation tries again.</summary>
    async Task TryOpenAsync(GateState next, OperatorAction change)
    {
        try
        {
            await OpenAsync(next, change);
            LogAutomatic(Scope, change.Reason);
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            LogUnsaved(e, Scope);
        }
    }

    async Task CloseAutomaticallyAsync(GateState next, string reason)
    {
        LogAutomatic(Scope, reason);
        try
        {
            await CloseAsync(next, Automatic("raise", reason));
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            LogUnsaved(e, Scope);
        }
    }

    async Task ExclusivelyAsync(Func<Task> change)
    {
        await _changing.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            _changing.Release();
        }
    }

    OperatorAction Automatic(string action, string reason) =>
        GateChange.Event(Scope, _effective.Changes, clock.NowTs, action, GateChange.System, reason);

    HealthObservation ObservationOf(HealthSample sample)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(sample.AtMs);
        if (at > clock.Now + ClockTolerance)
            throw new ArgumentException($"at_ms: {sample.AtMs} is in the future of {clock.Now.ToUnixTimeMilliseconds()}", nameof(sample));
        return new(
            at, Age(sample.SnapshotAge), Age(sample.SpotAge), Age(sample.QuoteAge), Age(sample.StateBuilderLag), Age(sample.PersistenceLag),
            sample.QuoteCoveragePct is >= 0 and <= 100 ? sample.QuoteCoveragePct : null,
            sample.RiskServiceAvailable, sample.RestBudgetAvailable, sample.BusPublishing);
    }

    // What is no age is unknown, and unknown is unhealthy.
    static TimeSpan? Age(double? seconds) => seconds is >= 0 and <= 1e9 ? TimeSpan.FromSeconds(seconds.Value) : null;

    static string OpeningWords(NoTradeState before, NoTradeState next) =>
        (next.Phase, before.Phase) switch
        {
            (_, NoTradePhase.Starting) => "starting: everything is healthy",
            (NoTradePhase.Staged, _) => $"recovering in shadow: {Triggers(before)}",
            _ => $"recovered: {Triggers(before)}",
        };

    static string Triggers(NoTradeState health) => string.Join(", ", health.Causes.Select(c => GateReading.CodeOf(c.Trigger)));

    static void RequireCause(GateCause cause)
    {
        RequireCode(cause.Code);
        ArgumentException.ThrowIfNullOrWhiteSpace(cause.Detail);
        ArgumentException.ThrowIfNullOrWhiteSpace(cause.ClearedBy);
        if (cause.Mode is not (GateMode.Reducing or GateMode.Halted))
            throw new ArgumentException($"mode: {cause.Mode} of cause '{cause.Code}' closes nothing");
    }

    static void RequireCode(string code)
    {
        if (code is not { Length: > 0 and <= MaxCode } || !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':'))
            throw new ArgumentException($"code: '{code}' is not 1 to {MaxCode} letters, digits, '_', '-', '.' and ':'");
    }
}
