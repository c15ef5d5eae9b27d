using System.Security.Cryptography;

namespace Kalshi.Recorder;

static class Checksum
{
    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    internal static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
