using System.Security.Cryptography;

namespace Kalshi.Bus.Nats.Credentials;

/// <summary>Signatures by RFC 8032, section 5.1: neither .NET nor a package that restores everywhere has them
/// (docs/decisions/0008-nats-credentials.md).</summary>
static class Ed25519
{
    internal const int SeedBytes = 32;
    internal const int PublicKeyBytes = 32;
    internal const int SignatureBytes = 64;

    internal static byte[] PublicKeyOf(ReadOnlySpan<byte> seed)
    {
        Span<byte> expanded = stackalloc byte[SHA512.HashSizeInBytes];
        Expand(seed, expanded);
        var key = new byte[PublicKeyBytes];
        CurvePoint.MultipleOfBase(expanded[..Scalar.Bytes]).Encode(key);
        CryptographicOperations.ZeroMemory(expanded);
        return key;
    }

    internal static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        Span<byte> expanded = stackalloc byte[SHA512.HashSizeInBytes];
        Span<byte> nonce = stackalloc byte[Scalar.Bytes];
        Span<byte> challenge = stackalloc byte[Scalar.Bytes];
        Expand(seed, expanded);
        Hash(nonce, expanded[Scalar.Bytes..], message, []);

        var signature = new byte[SignatureBytes];
        var commitment = signature.AsSpan(0, PublicKeyBytes);
        CurvePoint.MultipleOfBase(nonce).Encode(commitment);
        Hash(challenge, commitment, PublicKeyOf(seed), message);
        Scalar.MultiplyAdd(challenge, expanded[..Scalar.Bytes], nonce, signature.AsSpan(PublicKeyBytes));
        CryptographicOperations.ZeroMemory(expanded);
        CryptographicOperations.ZeroMemory(nonce);
        return signature;
    }

    static void Expand(ReadOnlySpan<byte> seed, Span<byte> expanded)
    {
        SHA512.HashData(seed, expanded);
        expanded[0] &= 0b1111_1000;
        expanded[31] &= 0b0111_1111;
        expanded[31] |= 0b0100_0000;
    }

    static void Hash(Span<byte> into, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.AppendData(third);
        Span<byte> wide = stackalloc byte[SHA512.HashSizeInBytes];
        hash.GetHashAndReset(wide);
        Scalar.Reduce(wide, into);
    }
}
