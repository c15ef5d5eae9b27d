using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>Finishes what the last run left open, compares every account with its venue before any entry, and goes on comparing.</summary>
sealed partial class ReconciliationService(
    IGrainFactory grains, OrderVenues venues, OrderServiceOptions options, VenueClock clock, TimeProvider time, ILogger<ReconciliationService> logger)
    : BackgroundService
{
    static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var accounts = venues.Accounts.Where(account => venues.Of(account).HasOwnTruth).ToArray();
        if (accounts.Length == 0)
            return;
        var compared = accounts.Where(account => venues.Of(account).KeepsBooks).ToArray();
        if (compared.Length > 0)
            await CloseAsync(compared, stoppingToken);
        await CompareAsync(accounts, stoppingToken);
    }

    // No entry before every account agrees with its venue.
    Task CloseAsync(string[] accounts, CancellationToken stop) => UntilDoneAsync(
        () => grains.GetGrain<ITradingGateGrain>(GateScope.Global).RaiseAsync(
            GateCauses.NotReconciled($"{string.Join(", ", accounts)}: not compared with the venue since the start")), stop);

    async Task CompareAsync(string[] accounts, CancellationToken stop)
    {
        while (true)
        {
            var pending = false;
            foreach (var account in accounts)
                pending |= await IsPendingAsync(account);
            await Task.Delay(pending ? Retry : clock.OnWall(options.ReconcileInterval), time, stop);
        }
    }

    async Task<bool> IsPendingAsync(string account)
    {
        try
        {
            var view = await grains.GetGrain<IReconciliationGrain>(account).RunAsync();
            return view.State == ReconciliationView.Pending;
        }
        catch (Exception e)
        {
            LogFailed(account, e);
            return true;
        }
    }

    async Task UntilDoneAsync(Func<Task> step, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed("gate", e);
                await Task.Delay(Retry, time, stop);
            }
        }
    }

    [LoggerMessage(6311, LogLevel.Error, "Reconciliation of {Account} failed; trying again")]
    partial void LogFailed(string account, Exception exception);
}
