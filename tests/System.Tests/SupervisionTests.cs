using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Kalshi.Servers;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>What systemd and a container see of the silo.</summary>
public sealed partial class SupervisionTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task It_reads_secrets_from_files_and_tells_systemd_when_it_is_ready_alive_and_stopping()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 1 });
        using var secrets = new TemporaryFolder();
        using var systemd = new Systemd();
        var settings = deployment.Settings(venue);
        await File.WriteAllTextAsync(Path.Combine(secrets.Path, "PG_DSN"), settings["PG_DSN"] + "\n");
        settings.Remove("PG_DSN");
        settings["SECRETS_DIR"] = secrets.Path;
        settings["NOTIFY_SOCKET"] = systemd.Path;
        settings["WATCHDOG_USEC"] = "3000000";

        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);

        await systemd.HearsAsync("READY=1", Patience);
        await systemd.HearsAsync("WATCHDOG=1", Patience);
        Assert.Equal(0, await silo.StopAsync());
        await systemd.HearsAsync("STOPPING=1", Patience);
    }

    [Fact]
    public async Task Every_metric_that_an_alert_or_a_dashboard_asks_for_is_there()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 7 });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, OperatorTests.Trading(deployment.Settings(venue)));
        // Some speak only when there is something to say: a reason of the gate, a first batch of edges.
        using var halted = await silo.PostAsync("api/halt", new { reason = "drill", actor = "ada" });
        await silo.UntilAsync("decisions are made", s => s.GetProperty("decisions").GetProperty("decided").GetInt64() > 0, Patience);
        var asked = Directory.GetFiles(Deployed("prometheus/rules")).Concat(Directory.GetFiles(Deployed("grafana/dashboards")))
            .SelectMany(file => MetricName().Matches(File.ReadAllText(file)).Select(m => m.Value))
            .Distinct()
            .ToArray();

        string[] missing = [];
        using var patience = new CancellationTokenSource(Patience);
        do
        {
            var served = await silo.ReadAsync("metrics");
            missing = [.. asked.Where(name => !served.Contains($"\n{name}{{", StringComparison.Ordinal) && !served.Contains($"\n{name} ", StringComparison.Ordinal))];
            await Task.Delay(200);
        }
        while (missing.Length > 0 && !patience.IsCancellationRequested);

        Assert.NotEmpty(asked);
        Assert.Empty(missing);
    }

    static string Deployed(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "deploy", path));

    // Neither a recorded rule (kalshi:…) nor the name of a file or group (kalshi-…).
    [GeneratedRegex(@"\b(?:kalshi|bus)_[a-z_]+\b")]
    private static partial Regex MetricName();

    /// <summary>The other end of sd_notify.</summary>
    sealed class Systemd : IDisposable
    {
        readonly TemporaryFolder _folder = new();
        readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        readonly ConcurrentQueue<string> _heard = new();

        internal Systemd()
        {
            Path = global::System.IO.Path.Combine(_folder.Path, "notify");
            _socket.Bind(new UnixDomainSocketEndPoint(Path));
            _ = ListenAsync();
        }

        internal string Path { get; }

        internal async Task HearsAsync(string state, TimeSpan limit)
        {
            using var patience = new CancellationTokenSource(limit);
            while (!_heard.Any(message => message.Split('\n').Contains(state)))
            {
                if (patience.IsCancellationRequested)
                    throw new TimeoutException($"not within {limit}: {state}; heard {string.Join(" | ", _heard)}");
                await Task.Delay(50);
            }
        }

        async Task ListenAsync()
        {
            var buffer = new byte[4096];
            try
            {
                while (true)
                    _heard.Enqueue(Encoding.UTF8.GetString(buffer, 0, await _socket.ReceiveAsync(buffer)));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        public void Dispose()
        {
            _socket.Dispose();
            _folder.Dispose();
        }
    }
}
