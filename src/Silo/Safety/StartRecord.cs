using System.Globalization;
using System.Reflection;
using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Silo.Configuration;
using Kalshi.Trading;

namespace Kalshi.Silo.Safety;

/// <summary>Puts each start with its mode, its settings and its limits on the record, before anything is fed or decided: the readiness gates are read from there.</summary>
sealed class StartRecord(
    IGrainFactory grains, IEventRecorder recorder, OrderVenues venues, KillSwitches killSwitches, SafetyOptions safety, SiloOptions silo, Knobs knobs,
    VenueClock clock) : IHostedService
{
    internal const string Action = "start";

    /// <summary>Version and commit of this program.</summary>
    internal static string Build { get; } =
        typeof(StartRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await killSwitches.ApplyEnvironmentAsync();
        await killSwitches.CheckFileAsync();
        // The wall's time makes it unique: the venue's clock may start at the same moment again.
        var id = string.Create(CultureInfo.InvariantCulture, $"start:{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}:{Environment.ProcessId}");
        await recorder.RecordAsync(
            [
                new OperatorAction(id, GateScope.Global, clock.NowTs, Action, "system", $"{safety.Mode.Name} build {Build}"),
                new SettingsInForce(id, silo.ProductId, clock.NowTs, Build, StrategyOptionsReader.InForce(knobs)),
            ],
            cancellationToken);
        await grains.GetGrain<IRiskLimitGrain>(TradingMode.Live.Account).ModeAsync(safety.Mode);
        await RecordLimitsAsync(cancellationToken);
        if (safety.RealCapital)
        {
            await grains.GetGrain<ITradingGateGrain>(GateScope.Global).RaiseAsync(
                GateCauses.NotReady("the readiness gates have not been checked since the start"));
        }
    }

    async Task RecordLimitsAsync(CancellationToken cancellationToken)
    {
        List<RiskLimitsSet> limits = [];
        foreach (var account in venues.Accounts)
        {
            var risk = await grains.GetGrain<IRiskLimitGrain>(account).ViewAsync();
            limits.Add(RiskLimitsSet.Of(account, clock.NowTs, risk.Changes, "system", risk.Limits));
        }
        await recorder.RecordAsync(limits, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
