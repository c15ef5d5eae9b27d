using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.System.Tests;

/// <summary>What works without a silo has to get into a bus that asks for certificates and keys as well.</summary>
public sealed class SecureBusTests
{
    // The example of NATS' own documentation: a key of servers that live for seconds.
    const string Seed = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";

    [Fact]
    public async Task Backup_and_restore_pass_a_bus_with_certificates_and_NKeys_by_the_silos_own_settings()
    {
        using var certificates = new Certificates();
        using var folder = new TemporaryFolder();
        await using var postgres = await PostgresServer.StartAsync();
        var settings = Settings(certificates, folder);
        var backups = Path.Combine(folder.Path, "backups");

        await using (var server = await ServerAsync(settings, folder))
        {
            settings["BUS_URL"] = server.Url;
            settings["PG_DSN"] = await postgres.CreateDatabaseAsync();
            await AssertDoneAsync(settings, "migrate");
            await ProvisionAsync(settings);

            await AssertDoneAsync(settings, "backup", "--to", backups);

            var stranger = new Dictionary<string, string>(settings) { ["NATS_NKEY_SEED_FILE"] = "" };
            var (exitCode, output) = await OperatorConsole.RunAsync(["backup", "--to", backups], stranger);
            Assert.True(exitCode == 2, output);
        }

        await using var fresh = await ServerAsync(settings, folder);
        settings["BUS_URL"] = fresh.Url;
        settings["PG_DSN"] = await postgres.CreateDatabaseAsync();
        await AssertDoneAsync(settings, "restore", "--from", Assert.Single(Directory.GetDirectories(backups)));
    }

    [Fact]
    public async Task Two_kinds_of_credentials_are_refused_by_name()
    {
        var settings = new Dictionary<string, string>
        {
            ["PG_DSN"] = "Host=nowhere",
            ["NATS_CREDS_FILE"] = "a.creds",
            ["NATS_NKEY_SEED_FILE"] = "a.seed",
        };

        var (exitCode, output) = await OperatorConsole.RunAsync(["backup", "--to", "backups"], settings);

        Assert.Equal(2, exitCode);
        Assert.Contains("NATS_NKEY_SEED_FILE: set beside NATS_CREDS_FILE", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    static Dictionary<string, string> Settings(Certificates certificates, TemporaryFolder folder)
    {
        var (certificate, key) = certificates.Issue("127.0.0.1");
        var seed = Path.Combine(folder.Path, "nkey.seed");
        File.WriteAllText(seed, Seed);
        return new()
        {
            ["NATS_CA_FILE"] = certificates.CaFile,
            ["NATS_CERT_FILE"] = certificate,
            ["NATS_KEY_FILE"] = key,
            ["NATS_NKEY_SEED_FILE"] = seed,
        };
    }

    static async Task<NatsServer> ServerAsync(Dictionary<string, string> settings, TemporaryFolder folder)
    {
        var config = Path.Combine(folder.Path, "nkey.conf");
        await File.WriteAllTextAsync(config, $"authorization {{ users = [ {{ nkey: {NatsCredentials.FromSeed(Seed).PublicKey} }} ] }}");
        return await NatsServer.StartAsync(
            "-c", config, "--tls", "--tlscert", settings["NATS_CERT_FILE"], "--tlskey", settings["NATS_KEY_FILE"],
            "--tlsverify", "--tlscacert", settings["NATS_CA_FILE"]);
    }

    static async Task ProvisionAsync(Dictionary<string, string> settings)
    {
        var tls = new NatsTls { CaFile = settings["NATS_CA_FILE"], CertificateFile = settings["NATS_CERT_FILE"], KeyFile = settings["NATS_KEY_FILE"] };
        var options = new NatsOptions { Url = settings["BUS_URL"], Tls = tls, Credentials = NatsCredentials.FromSeed(Seed) };
        await using var bus = await NatsConnection.ConnectAsync(options, TimeProvider.System, new Random(1));
        await StreamTopology.ProvisionAsync(
            new JetStreamClient(bus),
            new() { MarketMaxBytes = 16 << 20, StrategyMaxBytes = 16 << 20, ExecutionMaxBytes = 16 << 20, DeadLetterMaxBytes = 16 << 20 });
    }

    static async Task AssertDoneAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        var (exitCode, output) = await OperatorConsole.RunAsync(arguments, settings);
        Assert.True(exitCode == 0, $"kalshi {string.Join(' ', arguments)}: {output}");
    }
}
