using System.Text.RegularExpressions;
using Kalshi.Bus.Nats.Credentials;

namespace Kalshi.Bus.Nats;

/// <summary>Who the client is by a key of its own: the server sends a nonce, the client signs it, and the secret never leaves
/// the process.</summary>
public sealed partial class NatsCredentials
{
    readonly NKey _key;

    NatsCredentials(NKey key, string? token)
    {
        _key = key;
        UserToken = token;
    }

    /// <summary>The public half, as the server's configuration names it.</summary>
    public string PublicKey => _key.PublicKey;

    /// <summary>The user's JWT where the server trusts an operator instead of a list of keys; else null.</summary>
    internal string? UserToken { get; }

    /// <exception cref="FormatException">Not the seed of a user (<c>SU...</c>).</exception>
    public static NatsCredentials FromSeed(string seed) => new(NKey.ParseUserSeed(seed), null);

    /// <summary>Reads a file with a seed (comment lines with # are passed over), or a <c>.creds</c> file with JWT and seed.</summary>
    /// <exception cref="FormatException">It holds neither, or cannot be read; the message names the file, never what is in it.</exception>
    public static NatsCredentials FromFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    internal static NatsCredentials Parse(string text)
    {
        var sections = Sections().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["body"].Value.Trim());
        if (sections.Count == 0)
            return FromSeed(string.Concat(text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')));
        return new(
            NKey.ParseUserSeed(sections.GetValueOrDefault("USER NKEY SEED") ?? throw new FormatException("no section USER NKEY SEED")),
            sections.GetValueOrDefault("NATS USER JWT") ?? throw new FormatException("no section NATS USER JWT"));
    }

    /// <summary>The nonce, signed, as CONNECT carries it.</summary>
    internal string Sign(string nonce) => _key.Sign(nonce);

    /// <summary>No secret reaches a log by accident.</summary>
    public override string ToString() => PublicKey;

    [GeneratedRegex(@"-{3,}BEGIN (?<name>[A-Z ]+)-{3,}\s*(?<body>\S+)\s*-{3,}END \k<name>-{3,}")]
    internal static partial Regex Sections();
}
