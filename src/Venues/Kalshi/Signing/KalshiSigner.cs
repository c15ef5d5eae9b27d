using System.Globalization;

namespace Kalshi.Venues;

/// <summary>Signs requests as the venue's "authenticated requests" page says: over timestamp, method and path from the root,
/// without the query.</summary>
public sealed class KalshiSigner(KalshiCredentials credentials, TimeProvider clock)
{
    public const string KeyHeader = "KALSHI-ACCESS-KEY";
    public const string TimestampHeader = "KALSHI-ACCESS-TIMESTAMP";
    public const string SignatureHeader = "KALSHI-ACCESS-SIGNATURE";

    /// <param name="method">In capitals: <c>GET</c>.</param>
    /// <param name="address">The whole address; only its path is signed.</param>
    /// <returns>Header names and values.</returns>
    public IReadOnlyList<KeyValuePair<string, string>> Sign(string method, Uri address)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return
        [
            new(KeyHeader, credentials.KeyId),
            new(TimestampHeader, timestamp),
            new(SignatureHeader, credentials.Sign(TextToSign(timestamp, method, address))),
        ];
    }

    internal static string TextToSign(string timestamp, string method, Uri address) => timestamp + method + address.AbsolutePath;
}
