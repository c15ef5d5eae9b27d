using Kalshi.Grains;

namespace Kalshi.Silo.Recording;

/// <summary>Looks whether the bus still holds the streams that this process was started with.</summary>
/// <remarks>A stream that is gone or another one under a running process ends it, with what it took in stored: consumers, positions
/// and deduplication all refer to the lost one, and a start is where they are made. What a new stream means for state from before,
/// <see cref="IBusStreamGrain"/> knows.</remarks>
sealed partial class BusGuard(
    IGrainFactory grains, EventRecord record, StartPatience patience, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<BusGuard> logger) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    // One look may fall into a moment in which the server is coming up.
    const int LooksToBelieve = 2;

    int _strange;

    /// <summary>The process ends because the bus has lost its streams.</summary>
    internal bool IsBusReplaced { get; private set; }

    /// <summary>Before anything is fed: whoever remembers sequences has to know whether they still mean something.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stream in record.StreamsAtStart.Keys)
            await patience.WaitAsync($"stream {stream}", grains.GetGrain<IBusStreamGrain>(stream).NoteAsync, _ => true, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (!IsBusReplaced && await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogUnseen(e.Message);
            }
        }
    }

    async Task LookAsync(CancellationToken stop)
    {
        var strange = await StrangeAsync(stop);
        _strange = strange is null ? 0 : _strange + 1;
        if (strange is null)
        {
            foreach (var stream in record.StreamsAtStart.Keys)
                await grains.GetGrain<IBusStreamGrain>(stream).NoteAsync();
        }
        else if (_strange >= LooksToBelieve)
        {
            LogLost(strange);
            IsBusReplaced = true;
            lifetime.StopApplication();
        }
    }

    async Task<string?> StrangeAsync(CancellationToken stop)
    {
        foreach (var (stream, created) in record.StreamsAtStart)
        {
            if (await record.JetStream.FindStreamAsync(stream, stop) is not { } there)
                return $"{stream} is gone";
            if (there.Created != created)
                return $"{stream} was made at {there.Created:u}, this process was started with one made at {created:u}";
        }
        return null;
    }

    static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(6211, LogLevel.Critical, "The bus has lost its streams: {Reason}. This process stores what it has and ends; the next start makes them anew")]
    partial void LogLost(string reason);

    [LoggerMessage(6212, LogLevel.Warning, "The streams of the bus could not be looked at: {Reason}")]
    partial void LogUnseen(string reason);
}

static class BusGuardServices
{
    /// <summary>After the grains and before anything feeds them.</summary>
    internal static void AddBusGuard(this IServiceCollection services)
    {
        services.AddSingleton<BusGuard>();
        services.AddHostedService(provider => provider.GetRequiredService<BusGuard>());
    }
}
