namespace Kalshi.Bus.Nats;

/// <summary>Where the server listens and as whom to log in.</summary>
/// <param name="Tls">The address demands an encrypted session; the server may do so too.</param>
sealed record NatsAddress(string Host, int Port, string? User, string? Password, string? Token, bool Tls)
{
    const int DefaultPort = 4222;

    /// <exception cref="FormatException">Not a NATS address; the message never holds the credentials.</exception>
    internal static NatsAddress Parse(string url)
    {
        if (!Uri.TryCreate(url.Contains("://", StringComparison.Ordinal) ? url : $"nats://{url}", UriKind.Absolute, out var uri))
            throw new FormatException("the bus address is not of the form nats|tls://[user:password@|token@]host[:port]");
        if (uri.Scheme is not ("nats" or "tls"))
            throw new FormatException($"the bus address has scheme '{uri.Scheme}', only nats and tls are spoken here");
        if (uri.Host.Length == 0)
            throw new FormatException("the bus address names no host");

        var port = uri.Port < 0 ? DefaultPort : uri.Port;
        var tls = uri.Scheme == "tls";
        if (uri.UserInfo.Length == 0)
            return new(uri.Host, port, null, null, null, tls);
        var parts = uri.UserInfo.Split(':', 2);
        return parts.Length == 1
            ? new(uri.Host, port, null, null, Uri.UnescapeDataString(parts[0]), tls)
            : new(uri.Host, port, Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]), null, tls);
    }

    /// <summary>Without credentials: this text goes to logs.</summary>
    public override string ToString() => $"{(Tls ? "tls" : "nats")}://{Host}:{Port}";
}
