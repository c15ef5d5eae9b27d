using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.Bus.Benchmarks;

/// <summary>The same as <see cref="Interop"/> over TLS with certificates on both sides, each client let in by its NKey.</summary>
static class SecureInterop
{
    // The example of NATS' own documentation: a key of a server that lives for seconds.
    const string Seed = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";

    internal static async Task RunAsync(string script, int count)
    {
        using var certificates = new Certificates();
        using var folder = new TemporaryFolder();
        // By name: the other client checks a name even where it connects to an address.
        var (certificate, key) = certificates.Issue("localhost");
        var credentials = NatsCredentials.FromSeed(Seed);
        var config = Path.Combine(folder.Path, "nkey.conf");
        await File.WriteAllTextAsync(config, $"authorization {{ users = [ {{ nkey: {credentials.PublicKey} }} ] }}");
        await using var server = await NatsServer.StartAsync(
            "-c", config, "--tls", "--tlscert", certificate, "--tlskey", key, "--tlsverify", "--tlscacert", certificates.CaFile);
        var url = server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var tls = new NatsTls { CaFile = certificates.CaFile, CertificateFile = certificate, KeyFile = key };
        await using var connection = await NatsConnection.ConnectAsync(
            new() { Url = url, Tls = tls, Credentials = credentials }, TimeProvider.System, new Random(1));
        Console.WriteLine("over TLS, both certified, both let in by NKey");
        await new Interop(connection, url, script, new Dictionary<string, string>
        {
            ["PEER_CA"] = certificates.CaFile,
            ["PEER_CERT"] = certificate,
            ["PEER_KEY"] = key,
            ["PEER_SEED"] = Seed,
        }).RunAsync(count);
    }
}
