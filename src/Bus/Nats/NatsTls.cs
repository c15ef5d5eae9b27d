using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kalshi.Bus.Nats;

/// <summary>How to trust the server, and how to be trusted. The server's certificate is always verified, its name included.</summary>
public sealed record NatsTls
{
    /// <summary>PEM file with the authorities to trust, and only those; null for the machine's own.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file with the client's certificate and its chain, for a server that asks for one.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the key of the client's certificate; null when it is in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The same, after its files were read once.</summary>
    /// <exception cref="FormatException">A file that is missing or not what it should be; the message names it.</exception>
    public NatsTls Verified()
    {
        if (KeyFile is not null && CertificateFile is null)
            throw new FormatException($"{KeyFile}: a key without a certificate");
        _ = For("localhost");
        return this;
    }

    // Read anew for each session, so that renewed certificates are taken without a restart.
    internal SslClientAuthenticationOptions For(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (CaFile is not null)
        {
            options.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(Read(CaFile, file =>
            {
                var authorities = new X509Certificate2Collection();
                authorities.ImportFromPemFile(file);
                return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds no certificate");
            }));
        }
        if (CertificateFile is not null)
        {
            options.ClientCertificateContext = Read(CertificateFile, file =>
            {
                var chain = new X509Certificate2Collection();
                chain.ImportFromPemFile(file);
                return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(file, KeyFile ?? file), chain, offline: true);
            });
        }
        return options;
    }

    T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"{file}{(file == CertificateFile && KeyFile is not null ? $" with {KeyFile}" : "")}: {e.Message}", e);
        }
    }
}
