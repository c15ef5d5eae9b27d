namespace Kalshi.Bus.Nats;

/// <summary>Where the server listens and as whom to log in.</summary>
sealed record NatsAddress(string Host, int Port, string? User, string? Password, string? Token)
{
    const int DefaultPort = 4222;

    /// <exception cref="FormatException">Not a NATS address; the message never holds the credentials.</exception>
    internal static NatsAddress Parse(string url)
    {
        if (!Uri.TryCreate(url.Contains("://", StringComparison.Ordinal) ? url : $"nats://{url}", UriKind.Absolute, out var uri))
            throw new FormatException("the bus address is not of the form nats://[user:password@|token@]host[:port]");
        if (uri.Scheme != "nats")
            throw new FormatException($"the bus address has scheme '{uri.Scheme}', only nats is spoken here");
        if (uri.Host.Length == 0)
            throw new FormatException("the bus address names no host");

        var port = uri.Port < 0 ? DefaultPort : uri.Port;
        if (uri.UserInfo.Length == 0)
            return new(uri.Host, port, null, null, null);
        var parts = uri.UserInfo.Split(':', 2);
        return parts.Length == 1
            ? new(uri.Host, port, null, null, Uri.UnescapeDataString(parts[0]))
            : new(uri.Host, port, Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]), null);
    }

    /// <summary>Without credentials: this text goes to logs.</summary>
    public override string ToString() => $"nats://{Host}:{Port}";
}
