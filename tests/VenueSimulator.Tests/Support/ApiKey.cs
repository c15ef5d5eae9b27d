using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>A client's key, which signs as the venue's documents say.</summary>
sealed class ApiKey(string id) : IDisposable
{
    readonly RSA _rsa = RSA.Create(2048);

    public string Id => id;

    public string PublicKeyPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public IReadOnlyDictionary<string, string> Sign(DateTimeOffset now, string method, string path)
    {
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = _rsa.SignData(Encoding.UTF8.GetBytes(timestamp + method + path), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return new Dictionary<string, string>
        {
            ["KALSHI-ACCESS-KEY"] = id,
            ["KALSHI-ACCESS-TIMESTAMP"] = timestamp,
            ["KALSHI-ACCESS-SIGNATURE"] = Convert.ToBase64String(signature),
        };
    }

    /// <summary>Headers of the right form that no key has signed.</summary>
    public static IReadOnlyDictionary<string, string> Unsigned(DateTimeOffset now) => new Dictionary<string, string>
    {
        ["KALSHI-ACCESS-KEY"] = "any",
        ["KALSHI-ACCESS-TIMESTAMP"] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["KALSHI-ACCESS-SIGNATURE"] = "c2lnbmF0dXJl",
    };

    public void Dispose() => _rsa.Dispose();
}
