using System.Buffers.Binary;

namespace Kalshi.Bus.Nats.Credentials;

/// <summary>Arithmetic modulo the order of the base point, 2^252 + 27742317777372353535851937790883648493, in constant time.</summary>
static class Scalar
{
    internal const int Bytes = 32;
    const int Words = 4;

    static ReadOnlySpan<ulong> Order => [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000];

    /// <summary>64 bytes, little-endian, modulo the order.</summary>
    internal static void Reduce(ReadOnlySpan<byte> wide, Span<byte> into)
    {
        Span<ulong> words = stackalloc ulong[2 * Words];
        Read(wide, words);
        Reduce(words, into);
    }

    /// <summary>x * y + z modulo the order; each 32 bytes, little-endian.</summary>
    internal static void MultiplyAdd(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, ReadOnlySpan<byte> z, Span<byte> into)
    {
        Span<ulong> a = stackalloc ulong[Words];
        Span<ulong> b = stackalloc ulong[Words];
        Span<ulong> sum = stackalloc ulong[2 * Words];
        sum.Clear();
        Read(x, a);
        Read(y, b);
        Read(z, sum[..Words]);
        for (var i = 0; i < Words; i++)
        {
            ulong carry = 0;
            for (var j = 0; j < Words; j++)
            {
                var product = ((UInt128)a[i] * b[j]) + sum[i + j] + carry;
                (sum[i + j], carry) = ((ulong)product, (ulong)(product >> 64));
            }
            for (var j = i + Words; j < sum.Length; j++)
            {
                var total = (UInt128)sum[j] + carry;
                (sum[j], carry) = ((ulong)total, (ulong)(total >> 64));
            }
        }
        Reduce(sum, into);
    }

    // Bit by bit from the top: shift in, subtract the order where it fits. Slow, and the same for every value.
    static void Reduce(ReadOnlySpan<ulong> wide, Span<byte> into)
    {
        Span<ulong> rest = stackalloc ulong[Words];
        Span<ulong> less = stackalloc ulong[Words];
        rest.Clear();
        for (var bit = (wide.Length * 64) - 1; bit >= 0; bit--)
        {
            var incoming = (wide[bit >> 6] >> (bit & 63)) & 1;
            for (var i = 0; i < Words; i++)
                (rest[i], incoming) = ((rest[i] << 1) | incoming, rest[i] >> 63);
            ulong borrow = 0;
            for (var i = 0; i < Words; i++)
            {
                var difference = (UInt128)rest[i] - Order[i] - borrow;
                (less[i], borrow) = ((ulong)difference, (ulong)(difference >> 127));
            }
            var keep = 0UL - borrow;
            for (var i = 0; i < Words; i++)
                rest[i] = (rest[i] & keep) | (less[i] & ~keep);
        }
        for (var i = 0; i < Words; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(into[(8 * i)..], rest[i]);
    }

    static void Read(ReadOnlySpan<byte> bytes, Span<ulong> words)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
    }
}
