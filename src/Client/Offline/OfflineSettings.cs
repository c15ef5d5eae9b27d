namespace Kalshi.Client.Offline;

/// <summary>Where database and bus are, by the silo's own knobs: the environment, or files of the same name in SECRETS_DIR.</summary>
static class OfflineSettings
{
    /// <summary>PG_DSN.</summary>
    /// <exception cref="FormatException">Not set.</exception>
    internal static string Database() => Read("PG_DSN") ?? throw new FormatException("PG_DSN: must name a database");

    /// <summary>BUS_URL, default nats://127.0.0.1:4222.</summary>
    internal static string Bus() => Read("BUS_URL") ?? "nats://127.0.0.1:4222";

    static string? Read(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            return value;
        var file = Environment.GetEnvironmentVariable("SECRETS_DIR") is { Length: > 0 } folder ? Path.Combine(folder, name) : null;
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
