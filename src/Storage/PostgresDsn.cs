using System.Data.Common;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>The two ways in which people write down a database: Npgsql's <c>Host=..;Database=..</c>, and
/// <c>postgresql://user:password@host:port/database?key=value</c>, which most other tools want.</summary>
static class PostgresDsn
{
    /// <exception cref="FormatException">Neither of the two; never repeats the text, which may hold a password.</exception>
    internal static NpgsqlConnectionStringBuilder Parse(string dsn)
    {
        try
        {
            return dsn.StartsWith("postgresql://", StringComparison.Ordinal) || dsn.StartsWith("postgres://", StringComparison.Ordinal)
                ? FromAddress(new Uri(dsn))
                : new NpgsqlConnectionStringBuilder(dsn);
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or InvalidCastException)
        {
            throw new FormatException($"PG_DSN: neither 'Host=..;Database=..' nor 'postgresql://..' ({e.GetType().Name})");
        }
    }

    static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        // The base builder first: it quotes whatever the address may hold, and Npgsql's checks the keywords after that.
        var parts = new DbConnectionStringBuilder { ["Host"] = address.Host };
        if (address.Port > 0)
            parts["Port"] = address.Port;
        var user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            parts["Username"] = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            parts["Password"] = Uri.UnescapeDataString(user[1]);
        if (address.AbsolutePath.Length > 1)
            parts["Database"] = Uri.UnescapeDataString(address.AbsolutePath[1..]);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=', 2)[0], pair.Contains('=') ? pair.Split('=', 2)[1] : "");
            parts[Keyword(Uri.UnescapeDataString(name))] = Uri.UnescapeDataString(value);
        }
        return new NpgsqlConnectionStringBuilder(parts.ConnectionString);
    }

    /// <summary>libpq's names for what Npgsql calls otherwise.</summary>
    static string Keyword(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        _ => name,
    };
}
