using System.Security.Cryptography;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;
using Kalshi.VenueSimulator;

namespace Kalshi.Pipeline.Benchmarks;

/// <summary>Servers of a run's own: a PostgreSQL that syncs to disk, a NATS server with its store on disk, and venues that play a
/// flood.</summary>
sealed class Ground : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly NatsServer _nats;
    readonly PostgresServer _postgres;
    readonly string _dsn;
    readonly string _keyFile;

    Ground(NatsServer nats, PostgresServer postgres, string dsn, NatsConnection connection)
    {
        _nats = nats;
        _postgres = postgres;
        _dsn = dsn;
        Connection = connection;
        JetStream = new(connection);
        _keyFile = Path.Combine(Folder, "key.pem");
        using var key = RSA.Create(2048);
        File.WriteAllText(_keyFile, key.ExportPkcs8PrivateKeyPem());
    }

    internal static TimeProvider Time => TimeProvider.System;

    internal string Folder => _folder.Path;

    internal string Dsn => _dsn;

    internal NatsConnection Connection { get; }

    internal JetStreamClient JetStream { get; }

    internal static async Task<Ground> StartAsync()
    {
        var nats = await NatsServer.StartAsync();
        var postgres = await PostgresServer.StartAsync(durable: true);
        var connection = await NatsConnection.ConnectAsync(new() { Url = nats.Url, Name = "benchmark" }, Time, new Random(1));
        return new(nats, postgres, await postgres.CreateDatabaseAsync(), connection);
    }

    internal string WriteFlood(int deltas, int markets)
    {
        var path = Path.Combine(Folder, "flood.frames.jsonl.gz");
        FloodCapture.Write(path, deltas, markets);
        return path;
    }

    /// <param name="startDelay">Lets the silo subscribe to every market before the first frame (default: 5 s).</param>
    internal static Task<SimulatorHost> StartVenueAsync(string capture, TimeSpan? startDelay = null) => SimulatorHost.StartAsync(
        new SimulatorOptions { Recording = capture, Paced = false, StartDelay = startDelay ?? TimeSpan.FromSeconds(5) }, CancellationToken.None);

    internal IReadOnlyDictionary<string, string> Settings(SimulatorHost venue) => new Dictionary<string, string>
    {
        ["PG_DSN"] = _dsn,
        ["BUS_URL"] = _nats.Url,
        ["BUS_MARKET_MAX_MB"] = "8192",
        ["BUS_STRATEGY_MAX_MB"] = "64",
        ["BUS_EXECUTION_MAX_MB"] = "64",
        ["KALSHI_API_KEY_ID"] = "00000000-0000-4000-8000-00000000000a",
        ["KALSHI_PRIVATE_KEY_PATH"] = _keyFile,
        ["KALSHI_REST_URL"] = venue.KalshiRest.ToString(),
        ["KALSHI_WS_URL"] = venue.KalshiStream.ToString(),
        ["COINBASE_WS_URL"] = venue.CoinbaseAdvancedTrade.ToString(),
        // REST shows what the stream has not told yet, as the venue plays without pacing.
        ["BOOK_AUDIT_SECONDS"] = "0",
        ["KILL_SWITCH_FILE"] = Path.Combine(Folder, "kill_switch"),
        ["SILO_PORT"] = FreePort.Next().ToString(global::System.Globalization.CultureInfo.InvariantCulture),
        ["GATEWAY_PORT"] = FreePort.Next().ToString(global::System.Globalization.CultureInfo.InvariantCulture),
    };

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _postgres.DisposeAsync();
        await ((IAsyncDisposable)_nats).DisposeAsync();
        _folder.Dispose();
    }
}
