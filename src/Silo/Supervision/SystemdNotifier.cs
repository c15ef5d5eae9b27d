using System.Net.Sockets;
using System.Text;
using Kalshi.Silo.Operations;

namespace Kalshi.Silo.Supervision;

/// <summary>Tells systemd when the silo is ready, that it is alive, and when it begins to stop (sd_notify(3)); does nothing
/// where no systemd listens.</summary>
/// <remarks>Alive means that grains answer: a process whose grains hang is killed and started again, one that merely waits
/// for a venue is not.</remarks>
sealed partial class SystemdNotifier(
    IConfiguration configuration, Readiness readiness, StatusReader status, TimeProvider time, ILogger<SystemdNotifier> logger) : BackgroundService
{
    static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["NOTIFY_SOCKET"] is not { Length: > 0 } path)
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        // A leading @ stands for the zero byte of an abstract address.
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path), stoppingToken);
        await readiness.WaitAsync(stoppingToken);
        Send(socket, "READY=1\nSTATUS=ready");
        using var timer = new PeriodicTimer(Interval(configuration["WATCHDOG_USEC"]), time);
        try
        {
            do
            {
                await BeatAsync(socket, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            Send(socket, "STOPPING=1\nSTATUS=draining");
        }
    }

    /// <summary>A third of what systemd allows, so that one late beat does no harm.</summary>
    internal static TimeSpan Interval(string? watchdogMicroseconds) =>
        long.TryParse(watchdogMicroseconds, out var allowed) && allowed > 0 ? TimeSpan.FromMicroseconds(allowed / 3.0) : DefaultInterval;

    async Task BeatAsync(Socket socket, CancellationToken stop)
    {
        try
        {
            var line = SummaryLine.Of(await status.ReadAsync().WaitAsync(stop));
            Send(socket, $"WATCHDOG=1\nSTATUS={line}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNoAnswer(e);
        }
    }

    static void Send(Socket socket, string state) => socket.Send(Encoding.UTF8.GetBytes(state));

    [LoggerMessage(6401, LogLevel.Error, "No grain answers; systemd will restart the silo if this goes on")]
    partial void LogNoAnswer(Exception exception);
}
