using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Orleans;

/// <summary>XxHash32 with seed 0 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md), its bytes reversed: the hash that Orleans
/// stores in its tables, the same on every machine and in every process.</summary>
/// <remarks>Orleans reads the specification's canonical form, which is big-endian, as a little-endian number.</remarks>
public static class StableHash
{
    const uint Prime1 = 0x9E3779B1, Prime2 = 0x85EBCA77, Prime3 = 0xC2B2AE3D, Prime4 = 0x27D4EB2F, Prime5 = 0x165667B1;

    public static uint ComputeHash(string data) => ComputeHash(MemoryMarshal.AsBytes(data.AsSpan()));

    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var length = (uint)data.Length;
        var hash = data.Length < 16 ? Prime5 : Stripes(ref data);
        hash += length;
        for (; data.Length >= 4; data = data[4..])
            hash = BitOperations.RotateLeft(hash + BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime3, 17) * Prime4;
        foreach (var b in data)
            hash = BitOperations.RotateLeft(hash + b * Prime5, 11) * Prime1;
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return BinaryPrimitives.ReverseEndianness(hash ^ (hash >> 16));
    }

    static uint Stripes(ref ReadOnlySpan<byte> data)
    {
        uint a = unchecked(Prime1 + Prime2), b = Prime2, c = 0, d = unchecked(0 - Prime1);
        for (; data.Length >= 16; data = data[16..])
        {
            a = Round(a, data);
            b = Round(b, data[4..]);
            c = Round(c, data[8..]);
            d = Round(d, data[12..]);
        }
        return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
    }

    static uint Round(uint accumulator, ReadOnlySpan<byte> lane) =>
        BitOperations.RotateLeft(accumulator + BinaryPrimitives.ReadUInt32LittleEndian(lane) * Prime2, 13) * Prime1;
}
