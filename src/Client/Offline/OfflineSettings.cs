using Kalshi.Bus.Nats;

namespace Kalshi.Client.Offline;

/// <summary>Where database and bus are, by the silo's own knobs: the environment, or files of the same name in SECRETS_DIR.</summary>
static class OfflineSettings
{
    /// <summary>PG_DSN.</summary>
    /// <exception cref="FormatException">Not set.</exception>
    internal static string Database() => Read("PG_DSN") ?? throw new FormatException("PG_DSN: must name a database");

    /// <summary>BUS_URL, default nats://127.0.0.1:4222, and the files of TLS and credentials that NATS_* name.</summary>
    /// <param name="name">What the server calls the connection.</param>
    /// <exception cref="FormatException">A file that is missing or not what it should be, or two kinds of credentials; the message names it.</exception>
    internal static NatsOptions Bus(string name) => new()
    {
        Url = Read("BUS_URL") ?? "nats://127.0.0.1:4222",
        Name = name,
        ConnectAttempts = 3,
        Tls = BusTls(),
        Credentials = BusCredentials(),
    };

    static NatsTls? BusTls()
    {
        var tls = new NatsTls { CaFile = Read("NATS_CA_FILE"), CertificateFile = Read("NATS_CERT_FILE"), KeyFile = Read("NATS_KEY_FILE") };
        return tls == new NatsTls() ? null : tls.Verified();
    }

    static NatsCredentials? BusCredentials() => (Read("NATS_CREDS_FILE"), Read("NATS_NKEY_SEED_FILE")) switch
    {
        (not null, not null) => throw new FormatException("NATS_NKEY_SEED_FILE: set beside NATS_CREDS_FILE, which has a seed of its own"),
        var (creds, seed) => (creds ?? seed) is { } file ? NatsCredentials.FromFile(file) : null,
    };

    static string? Read(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            return value;
        var file = Environment.GetEnvironmentVariable("SECRETS_DIR") is { Length: > 0 } folder ? Path.Combine(folder, name) : null;
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
