using System.Globalization;
using System.Security.Cryptography;
using Kalshi.Servers;
using Kalshi.VenueSimulator;
using Npgsql;

namespace Kalshi.System.Tests;

/// <summary>Private servers and a venue for one test: what <c>./run</c> starts around the silo.</summary>
sealed class Deployment : IAsyncDisposable
{
    internal const string KeyId = "00000000-0000-4000-8000-00000000000a";

    // Five minutes into an hour: what a generated venue offers depends on the time of day.
    static readonly DateTimeOffset UsualOrigin = new(2026, 11, 21, 14, 5, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();
    readonly NatsServer _nats;
    readonly PostgresServer _postgres;
    readonly string _keyFile;
    readonly string _publicKey;
    readonly DateTimeOffset _anchor = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
    readonly DateTimeOffset _origin;
    readonly int _rate;

    Deployment(NatsServer nats, PostgresServer postgres, string dsn, DateTimeOffset origin, int rate)
    {
        (_origin, _rate) = (origin, rate);
        _nats = nats;
        _postgres = postgres;
        Dsn = dsn;
        using var key = RSA.Create(2048);
        _publicKey = key.ExportSubjectPublicKeyInfoPem();
        _keyFile = Path.Combine(_folder.Path, "key.pem");
        File.WriteAllText(_keyFile, key.ExportPkcs8PrivateKeyPem());
    }

    internal string Dsn { get; }

    /// <summary>The deployment's own clock, which its venue and its silo share.</summary>
    internal TimeProvider Clock => new RatedTimeProvider(_origin, _anchor, _rate, TimeProvider.System);

    internal string PrivateKeyPem => File.ReadAllText(_keyFile);

    internal string BusUrl => _nats.Url;

    internal NatsServer Nats => _nats;

    internal PostgresServer Postgres => _postgres;

    internal string Folder => _folder.Path;

    /// <param name="origin">The venue's time at the start.</param>
    /// <param name="rate">Venue seconds in one of the wall's.</param>
    /// <param name="disk">The folder in which both servers keep their data, the database synced to it (default: one of each server's
    /// own, not synced).</param>
    internal static async Task<Deployment> StartAsync(DateTimeOffset? origin = null, int rate = 1, string? disk = null)
    {
        var nats = new NatsServer { Store = disk is null ? null : Path.Combine(disk, "nats") };
        await nats.InitializeAsync();
        var postgres = await PostgresServer.StartAsync(durable: disk is not null, under: disk);
        return new(nats, postgres, await postgres.CreateDatabaseAsync(), origin ?? UsualOrigin, rate);
    }

    /// <summary>A venue that wants this deployment's key, on the deployment's clock. It has answered once when this returns: a
    /// cold one on a busy machine may take longer for its first answer than the silo's start waits.</summary>
    internal async Task<SimulatorHost> StartVenueAsync(SimulatorOptions options)
    {
        var venue = await SimulatorHost.StartAsync(
            options with { ApiKeyId = KeyId, PublicKeyPem = _publicKey, Clock = Clock },
            CancellationToken.None);
        using var http = new HttpClient();
        // Whatever it answers: a venue with faults may begin with one.
        using var answer = await http.GetAsync($"{venue.KalshiRest}/exchange/status");
        return venue;
    }

    /// <summary>The silo's settings for this deployment and <paramref name="venue"/>.</summary>
    internal Dictionary<string, string> Settings(SimulatorHost venue) => new()
    {
        ["PG_DSN"] = Dsn,
        ["BUS_URL"] = BusUrl,
        ["BUS_MARKET_MAX_MB"] = "512",
        ["BUS_STRATEGY_MAX_MB"] = "64",
        ["BUS_EXECUTION_MAX_MB"] = "64",
        ["KALSHI_API_KEY_ID"] = KeyId,
        ["KALSHI_PRIVATE_KEY_PATH"] = _keyFile,
        ["KALSHI_REST_URL"] = venue.KalshiRest.ToString(),
        ["KALSHI_WS_URL"] = venue.KalshiStream.ToString(),
        // On a machine under load ages and lags grow. Tests of what happens then set their own limits.
        ["GATE_RECOVERY_SECONDS"] = "1",
        ["GATE_SNAPSHOT_AGE_SECONDS"] = "600",
        ["GATE_SPOT_AGE_SECONDS"] = "600",
        ["GATE_QUOTE_AGE_SECONDS"] = "600",
        ["GATE_STATE_LAG_SECONDS"] = "600",
        ["GATE_PERSISTENCE_LAG_SECONDS"] = "600",
        ["GATE_QUOTE_COVERAGE_PCT"] = "0",
        ["KILL_SWITCH_FILE"] = Path.Combine(_folder.Path, "kill_switch"),
        ["COINBASE_WS_URL"] = venue.CoinbaseAdvancedTrade.ToString(),
        ["CLOCK_ORIGIN"] = _origin.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["CLOCK_ANCHOR"] = _anchor.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["CLOCK_RATE"] = _rate.ToString(CultureInfo.InvariantCulture),
        ["SILO_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["GATEWAY_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What a query counts in the database.</summary>
    internal async Task<long> CountAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Dsn);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The bus is killed and comes back with an empty disk.</summary>
    internal Task LoseBusAsync() => _nats.LoseStoreAsync();

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await ((IAsyncDisposable)_nats).DisposeAsync();
        _folder.Dispose();
    }
}
