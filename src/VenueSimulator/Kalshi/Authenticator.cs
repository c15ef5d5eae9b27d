using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kalshi.VenueSimulator;

/// <summary>Checks the three headers of a signed request.</summary>
/// <remarks>The signature is RSA-PSS with SHA-256, MGF1-SHA-256 and a salt of the digest's length over timestamp + method +
/// path without query. Without a registered key any signature of the right form passes, so that a client can be tried
/// before it has a key.</remarks>
sealed class Authenticator(string? keyId, RSA? publicKey, TimeProvider clock, TimeSpan tolerance) : IDisposable
{
    internal const string KeyHeader = "KALSHI-ACCESS-KEY";
    internal const string TimestampHeader = "KALSHI-ACCESS-TIMESTAMP";
    internal const string SignatureHeader = "KALSHI-ACCESS-SIGNATURE";

    /// <summary>Who is asking, or why the request is refused.</summary>
    internal ApiError? Check(HttpRequest request, out string caller)
    {
        caller = request.Headers[KeyHeader].ToString();
        var timestamp = request.Headers[TimestampHeader].ToString();
        var signature = request.Headers[SignatureHeader].ToString();
        if (caller.Length == 0)
            return ApiError.Unauthorized("key_is_missing_from_headers");
        if (signature.Length == 0)
            return ApiError.Unauthorized("signature_is_missing_from_headers");
        if (timestamp.Length == 0)
            return ApiError.Unauthorized("timestamp_is_missing_from_headers");

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || Math.Abs((double)clock.GetUtcNow().ToUnixTimeMilliseconds() - milliseconds) > tolerance.TotalMilliseconds)
            return ApiError.Unauthorized("header_timestamp_expired");

        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var length))
            return ApiError.BadCredentials("INCORRECT_API_KEY_SIGNATURE");
        if (keyId is null || publicKey is null)
            return null;
        if (caller != keyId)
            return ApiError.BadCredentials("NOT_FOUND");

        var message = Encoding.UTF8.GetBytes($"{timestamp}{request.Method}{request.PathBase}{request.Path}");
        return publicKey.VerifyData(message, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            ? null
            : ApiError.BadCredentials("INCORRECT_API_KEY_SIGNATURE");
    }

    public void Dispose() => publicKey?.Dispose();
}
