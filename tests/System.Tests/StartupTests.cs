using System.Net;
using System.Net.Sockets;
using Kalshi.Servers;

namespace Kalshi.System.Tests;

public sealed class StartupTests
{
    [Fact]
    public async Task Every_wrong_setting_is_named_at_once()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await SiloUnderTest.RunToEndAsync(folder.Path, new Dictionary<string, string>
        {
            ["EV_MIN"] = "lots",
            ["PG_POOL_MAX"] = "0",
            ["EDGE_INTERVAL_SECONDS"] = "-1",
            ["PG_DSN"] = "Host=127.0.0.1;Port=1;Database=x;Username=x",
        });

        Assert.Equal(78, exitCode);
        foreach (var name in (string[])["EV_MIN", "PG_POOL_MAX", "EDGE_INTERVAL_SECONDS", "KALSHI_API_KEY_ID"])
            Assert.Contains(name, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_that_is_not_there_ends_the_start_with_its_address_and_the_reason()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await SiloUnderTest.RunToEndAsync(folder.Path, Settings(folder, FreePort.Next(), patience: 1));

        Assert.Equal(2, exitCode);
        Assert.Contains("the silo cannot start: Kalshi (custom, http://127.0.0.1:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_that_accepts_but_never_answers_does_not_hang_the_start()
    {
        using var folder = new TemporaryFolder();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var (exitCode, output) = await SiloUnderTest.RunToEndAsync(folder.Path, Settings(folder, ((IPEndPoint)silent.LocalEndpoint).Port, patience: 1));

        Assert.Equal(2, exitCode);
        Assert.Contains("the silo cannot start: Kalshi", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_venue_refuses_ends_the_start_with_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        using var another = global::System.Security.Cryptography.RSA.Create(2048);
        await using var venue = await VenueSimulator.SimulatorHost.StartAsync(
            new VenueSimulator.SimulatorOptions { Seed = 1, ApiKeyId = Settings(folder, 1)["KALSHI_API_KEY_ID"], PublicKeyPem = another.ExportSubjectPublicKeyInfoPem() }, CancellationToken.None);

        var (exitCode, output) = await SiloUnderTest.RunToEndAsync(folder.Path, Settings(folder, venue.KalshiRest.Port));

        Assert.Equal(2, exitCode);
        Assert.Contains("the silo cannot start: Kalshi (custom): fault of the key: ", output, StringComparison.Ordinal);
    }

    /// <param name="patience">Seconds that the start waits for what does not answer.</param>
    static Dictionary<string, string> Settings(TemporaryFolder folder, int venuePort, int patience = 60)
    {
        using var key = global::System.Security.Cryptography.RSA.Create(2048);
        return new()
        {
            ["KALSHI_API_KEY_ID"] = "00000000-0000-4000-8000-00000000000a",
            ["KALSHI_PRIVATE_KEY"] = key.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal),
            ["KALSHI_REST_URL"] = $"http://127.0.0.1:{venuePort}/trade-api/v2",
            ["KALSHI_WS_URL"] = $"ws://127.0.0.1:{venuePort}/trade-api/ws/v2",
            ["PG_DSN"] = "Host=127.0.0.1;Port=1;Database=x;Username=x",
            ["START_PATIENCE_SECONDS"] = $"{patience}",
        };
    }
}
