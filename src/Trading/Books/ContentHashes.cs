using System.Numerics;

namespace Kalshi.Trading;

/// <summary>A small hash over 64-bit words. <see cref="HashCode"/> is seeded anew in every process, so two runs could not
/// compare what they have.</summary>
static class ContentHashes
{
    /// <summary>Offset basis of 64-bit FNV.</summary>
    internal const ulong Seed = 0xcbf29ce484222325;

    // Multiply, then bring the well-mixed high bits down, so that every bit of every word counts.
    internal static ulong Mix(ulong hash, ulong word) =>
        BitOperations.RotateLeft((hash ^ word) * 0x9e3779b97f4a7c15, 31);
}
