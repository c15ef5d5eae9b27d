using System.Security.Cryptography;
using System.Text;

namespace Kalshi.Venues;

/// <summary>An API key: its id and the RSA private key. Prints neither; nothing here returns the private key.</summary>
public sealed class KalshiCredentials : IDisposable
{
    const int KeyBitsMin = 2048;

    readonly RSA _key;
    readonly Lock _gate = new();

    KalshiCredentials(string keyId, RSA key) => (KeyId, _key) = (keyId, key);

    /// <summary>Names the key to the venue; goes into a header of each signed request.</summary>
    internal string KeyId { get; }

    /// <param name="keyId">The id that the venue showed when the key was made.</param>
    /// <param name="pem">PKCS#1 or PKCS#8 text. Line ends may be written as <c>\n</c>, as environment variables often hold them.</param>
    /// <exception cref="FormatException">The key cannot be used; the message never quotes it.</exception>
    public static KalshiCredentials FromPem(string keyId, string pem)
    {
        if (string.IsNullOrWhiteSpace(keyId))
            throw new FormatException("KALSHI_API_KEY_ID: empty");
        if (keyId.Contains("PRIVATE KEY", StringComparison.Ordinal) || keyId.Any(char.IsControl))
            throw new FormatException("KALSHI_API_KEY_ID: holds a key instead of the key's id");
        var text = pem.Trim().Trim('"', '\'').Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "", StringComparison.Ordinal);
        if (!text.Contains("-----BEGIN ", StringComparison.Ordinal))
            throw new FormatException("the private key is not PEM text: it lacks a BEGIN line");
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new FormatException("the private key is encrypted: decrypt it first");
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new FormatException("the PEM text holds no private key");
        return new(keyId.Trim(), Import(text));
    }

    /// <exception cref="FormatException">The file cannot be read or used.</exception>
    public static KalshiCredentials FromFile(string keyId, string path)
    {
        string pem;
        try
        {
            pem = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"KALSHI_PRIVATE_KEY_PATH: '{path}' cannot be read: {e.GetType().Name}");
        }
        return FromPem(keyId, pem);
    }

    /// <summary>Reads KALSHI_API_KEY_ID and KALSHI_PRIVATE_KEY_PATH, or KALSHI_PRIVATE_KEY with the text itself.</summary>
    /// <returns>null when neither the id nor a key is set.</returns>
    /// <exception cref="FormatException">One is set without the other, or the key cannot be used.</exception>
    public static KalshiCredentials? FromEnvironment(Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        var (keyId, path, pem) = (variable("KALSHI_API_KEY_ID"), variable("KALSHI_PRIVATE_KEY_PATH"), variable("KALSHI_PRIVATE_KEY"));
        if (string.IsNullOrEmpty(keyId) && string.IsNullOrEmpty(path) && string.IsNullOrEmpty(pem))
            return null;
        if (string.IsNullOrEmpty(keyId))
            throw new FormatException("KALSHI_API_KEY_ID: missing, while a private key is set");
        if (!string.IsNullOrEmpty(path) && !string.IsNullOrEmpty(pem))
            throw new FormatException("KALSHI_PRIVATE_KEY and KALSHI_PRIVATE_KEY_PATH are both set: which one?");
        if (!string.IsNullOrEmpty(path))
            return FromFile(keyId, path);
        return FromPem(keyId, string.IsNullOrEmpty(pem) ? throw new FormatException("KALSHI_PRIVATE_KEY_PATH: missing, while KALSHI_API_KEY_ID is set") : pem);
    }

    /// <summary>RSA-PSS with SHA-256, MGF1-SHA-256 and a salt as long as the digest, as base64.</summary>
    internal string Sign(string text)
    {
        // RSA objects promise nothing about use from several threads.
        lock (_gate)
            return Convert.ToBase64String(_key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    internal bool Verify(string text, string signature)
    {
        lock (_gate)
            return _key.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    public void Dispose() => _key.Dispose();

    public override string ToString() => nameof(KalshiCredentials);

    static RSA Import(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            // The cause is left out: what it quotes is not ours to decide.
            throw new FormatException("the private key cannot be read as an RSA key in PEM form");
        }
        if (key.KeySize >= KeyBitsMin)
            return key;
        var bits = key.KeySize;
        key.Dispose();
        throw new FormatException($"the private key has {bits} bits, fewer than {KeyBitsMin}");
    }
}
