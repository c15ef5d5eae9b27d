using System.Buffers.Text;
using System.Text;

namespace Kalshi.Bus.Nats.Credentials;

/// <summary>An Ed25519 key in NATS' own text form: base 32 of a role, the key and a check sum (ADR-14 of NATS).</summary>
sealed class NKey
{
    const byte SeedRole = 18 << 3;
    const byte UserRole = 20 << 3;
    const int SeedLength = 2 + Ed25519.SeedBytes + 2;
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    readonly byte[] _seed;

    NKey(byte[] seed, byte role)
    {
        _seed = seed;
        PublicKey = Encode([role, .. Ed25519.PublicKeyOf(seed)]);
    }

    /// <summary>What the server's configuration names, <c>U...</c> for a user.</summary>
    internal string PublicKey { get; }

    /// <summary>Reads the seed of a user, <c>SU...</c>.</summary>
    /// <exception cref="FormatException">Not such a seed; the message never holds it.</exception>
    internal static NKey ParseUserSeed(string text)
    {
        var key = ParseSeed(text);
        return key.PublicKey[0] == 'U' ? key : throw new FormatException($"the NKey seed is that of a '{key.PublicKey[0]}' key, a user's (SU...) is needed");
    }

    /// <inheritdoc cref="ParseUserSeed"/>
    /// <remarks>Of any role.</remarks>
    internal static NKey ParseSeed(string text)
    {
        var raw = Decode(text.Trim());
        if (raw.Length != SeedLength || (raw[0] & 0xf8) != SeedRole)
            throw new FormatException("the NKey seed does not have the form of one (S..., 58 characters)");
        if ((raw[^2] | (raw[^1] << 8)) != CheckSum(raw.AsSpan(0, raw.Length - 2)))
            throw new FormatException("the check sum of the NKey seed is wrong: a character is missing or changed");
        return new(raw[2..(2 + Ed25519.SeedBytes)], (byte)(((raw[0] & 7) << 5) | (raw[1] >> 3)));
    }

    /// <summary>The text form of a seed of a role, e.g. <c>U</c>.</summary>
    internal static string FormatSeed(ReadOnlySpan<byte> seed, char role)
    {
        var code = (byte)(Alphabet.IndexOf(role, StringComparison.Ordinal) << 3);
        return Encode([(byte)(SeedRole | (code >> 5)), (byte)((code & 31) << 3), .. seed]);
    }

    /// <summary>The server's nonce, signed: URL-safe base 64 without padding.</summary>
    internal string Sign(string nonce) => Base64Url.EncodeToString(SignBytes(Encoding.UTF8.GetBytes(nonce)));

    internal byte[] SignBytes(ReadOnlySpan<byte> message) => Ed25519.Sign(_seed, message);

    /// <summary>No secret reaches a log by accident.</summary>
    public override string ToString() => PublicKey;

    static string Encode(ReadOnlySpan<byte> body)
    {
        var sum = CheckSum(body);
        byte[] raw = [.. body, (byte)sum, (byte)(sum >> 8)];
        var text = new StringBuilder();
        for (var bit = 0; bit < raw.Length * 8; bit += 5)
        {
            var pair = (raw[bit >> 3] << 8) | (((bit >> 3) + 1 < raw.Length) ? raw[(bit >> 3) + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - (bit & 7))) & 31]);
        }
        return text.ToString();
    }

    static byte[] Decode(string text)
    {
        var raw = new byte[text.Length * 5 / 8];
        var (bits, held, length) = (0, 0, 0);
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
                throw new FormatException("the NKey seed has a character that base 32 has not");
            (bits, held) = ((bits << 5) | value, held + 5);
            if (held < 8)
                continue;
            held -= 8;
            raw[length++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }
        return raw;
    }

    // CRC-16/XMODEM.
    static int CheckSum(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var b in bytes)
        {
            crc ^= b << 8;
            for (var bit = 0; bit < 8; bit++)
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
        }
        return crc;
    }
}
