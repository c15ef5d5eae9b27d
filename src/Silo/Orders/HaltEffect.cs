using System.Threading.Channels;
using Kalshi.Grains;
using Kalshi.Grains.Orders;

namespace Kalshi.Silo.Orders;

/// <summary>What a halt does to orders: cancels those of its scope, again and again until the venue has confirmed each.</summary>
sealed partial class HaltEffect(IGrainFactory grains, OrderVenues venues, VenueClock clock, TimeProvider time, ILogger<HaltEffect> logger)
    : BackgroundService, IHaltEffect
{
    const int TriesMax = 600;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A halt that waits behind as many others is among them: every sweep asks for all that is open.
    readonly Channel<(string Scope, string Reason)> _halts = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropNewest, SingleReader = true });

    public Task HaltedAsync(string scope, string reason)
    {
        _halts.Writer.TryWrite((scope, reason));
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (scope, reason) in _halts.Reader.ReadAllAsync(stoppingToken))
        {
            var started = clock.Now;
            var open = venues.Accounts.ToList();
            for (var attempt = 1; open.Count > 0 && attempt <= TriesMax; attempt++)
            {
                foreach (var account in open.ToArray())
                {
                    if (await IsFlatAsync(account, scope, reason))
                        open.Remove(account);
                }
                if (open.Count > 0)
                    await Task.Delay(Pause, time, stoppingToken);
            }
            if (open.Count == 0)
                LogFlat(scope, (clock.Now - started).TotalSeconds);
            else
                LogNotFlat(scope, string.Join(", ", open), TriesMax);
        }
    }

    async Task<bool> IsFlatAsync(string account, string scope, string reason)
    {
        try
        {
            var result = await grains.GetGrain<IOrdersGrain>(account).CancelAllAsync("halt", reason, scope);
            return result.Flat;
        }
        catch (Exception e)
        {
            LogFailed(account, e);
            return false;
        }
    }

    [LoggerMessage(6301, LogLevel.Warning, "Halt of {Scope}: flat after {Seconds:0.0} s")]
    partial void LogFlat(string scope, double seconds);

    [LoggerMessage(6302, LogLevel.Critical, "Halt of {Scope}: orders of {Accounts} are not confirmed as cancelled after {Tries} tries; look at the venue")]
    partial void LogNotFlat(string scope, string accounts, int tries);

    [LoggerMessage(6303, LogLevel.Error, "The orders of account {Account} could not be cancelled; trying again")]
    partial void LogFailed(string account, Exception exception);
}
