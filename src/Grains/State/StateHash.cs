using System.Security.Cryptography;

namespace Kalshi.Grains.State;

/// <summary>Equal for equal states, for comparing runs.</summary>
public static class StateHash
{
    static readonly JsonGrainStateSerializer Serializer = new();

    /// <summary>The first 16 hex digits of the SHA-256 of the state as it is stored.</summary>
    public static string Of<TState>(TState state) =>
        Convert.ToHexStringLower(SHA256.HashData(Serializer.Serialize(state).ToMemory().Span))[..16];
}
