using System.Buffers.Binary;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Where Orleans' ADO.NET provider keeps a record (AdoNetGrainStorage and AdoGrainKey in its source): a GUID key
/// fills both numbers, an integer key the second, and what remains is text. A string key that reads as hexadecimal is an
/// integer key there, and so here.</summary>
readonly record struct StorageKey(int GrainIdHash, long N0, long N1, int GrainTypeHash, string GrainTypeString, string? Extension)
{
    public static StorageKey Of(string stateName, GrainId grainId)
    {
        Span<byte> number = stackalloc byte[16];
        if (grainId.TryGetGuidKey(out var guid, out var extension))
        {
            guid.TryWriteBytes(number);
            return Create(stateName, number, extension, BinaryPrimitives.ReadInt64LittleEndian(number), BinaryPrimitives.ReadInt64LittleEndian(number[8..]));
        }
        if (grainId.TryGetIntegerKey(out var integer, out extension))
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, integer);
            return Create(stateName, number[..8], extension, 0, integer);
        }
        return Create(stateName, [], grainId.Key.ToString(), 0, 0);
    }

    static StorageKey Create(string stateName, ReadOnlySpan<byte> number, string? extension, long n0, long n1)
    {
        // The provider hashes the bytes of number and text from the last to the first.
        byte[] bytes = [.. number, .. Encoding.UTF8.GetBytes(extension ?? "")];
        Array.Reverse(bytes);
        return new((int)StableHash.ComputeHash(bytes), n0, n1, (int)StableHash.ComputeHash(Encoding.UTF8.GetBytes(stateName)), stateName, extension);
    }
}
