using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kalshi.Servers;

/// <summary>An authority of a test's own, and PEM files of certificates that it signed.</summary>
public sealed class Certificates : IDisposable
{
    static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Until = From.AddYears(30);

    readonly TemporaryFolder _folder = new();
    readonly X509Certificate2 _authority;

    public Certificates(string name = "authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(From, Until);
        CaFile = Write($"{name}.pem", _authority.ExportCertificatePem());
    }

    public string CaFile { get; }

    /// <param name="host">The name or address that the certificate is for.</param>
    public (string CertificateFile, string KeyFile) Issue(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        // The serial number only has to differ from those of the test's other certificates.
        using var certificate = request.Create(_authority, From, Until, SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
        return (Write($"{host}.pem", certificate.ExportCertificatePem()), Write($"{host}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
