using System.Buffers.Binary;

namespace Kalshi.Bus.Nats.Credentials;

/// <summary>An integer modulo 2^255 - 19 in five limbs of 51 bits. No branch and no index depends on its value, so that
/// timing tells nothing of a secret.</summary>
readonly struct FieldElement
{
    const int LimbBits = 51;
    const ulong LimbMask = (1UL << LimbBits) - 1;

    readonly ulong _a, _b, _c, _d, _e;

    FieldElement(ulong a, ulong b, ulong c, ulong d, ulong e) => (_a, _b, _c, _d, _e) = (a, b, c, d, e);

    internal static FieldElement Zero => default;

    internal static FieldElement One => new(1, 0, 0, 0, 0);

    /// <param name="bigEndian">64 hex digits of a constant.</param>
    internal static FieldElement FromHex(string bigEndian)
    {
        var bytes = Convert.FromHexString(bigEndian);
        Array.Reverse(bytes);
        var words = bytes.AsSpan();
        var (w0, w1) = (BinaryPrimitives.ReadUInt64LittleEndian(words), BinaryPrimitives.ReadUInt64LittleEndian(words[8..]));
        var (w2, w3) = (BinaryPrimitives.ReadUInt64LittleEndian(words[16..]), BinaryPrimitives.ReadUInt64LittleEndian(words[24..]));
        return new(
            w0 & LimbMask, ((w0 >> 51) | (w1 << 13)) & LimbMask, ((w1 >> 38) | (w2 << 26)) & LimbMask,
            ((w2 >> 25) | (w3 << 39)) & LimbMask, (w3 >> 12) & LimbMask);
    }

    public static FieldElement operator +(FieldElement x, FieldElement y) =>
        Carry(x._a + y._a, x._b + y._b, x._c + y._c, x._d + y._d, x._e + y._e);

    // Twice the modulus is added first, so that no limb falls below zero.
    public static FieldElement operator -(FieldElement x, FieldElement y) => Carry(
        x._a + 0xFFFFFFFFFFFDA - y._a, x._b + 0xFFFFFFFFFFFFE - y._b, x._c + 0xFFFFFFFFFFFFE - y._c,
        x._d + 0xFFFFFFFFFFFFE - y._d, x._e + 0xFFFFFFFFFFFFE - y._e);

    public static FieldElement operator *(FieldElement x, FieldElement y)
    {
        // 2^255 is 19: what passes the top comes back at the bottom.
        var (b19, c19, d19, e19) = (y._b * 19, y._c * 19, y._d * 19, y._e * 19);
        var a = Product(x._a, y._a) + Product(x._b, e19) + Product(x._c, d19) + Product(x._d, c19) + Product(x._e, b19);
        var b = Product(x._a, y._b) + Product(x._b, y._a) + Product(x._c, e19) + Product(x._d, d19) + Product(x._e, c19);
        var c = Product(x._a, y._c) + Product(x._b, y._b) + Product(x._c, y._a) + Product(x._d, e19) + Product(x._e, d19);
        var d = Product(x._a, y._d) + Product(x._b, y._c) + Product(x._c, y._b) + Product(x._d, y._a) + Product(x._e, e19);
        var e = Product(x._a, y._e) + Product(x._b, y._d) + Product(x._c, y._c) + Product(x._d, y._b) + Product(x._e, y._a);
        b += a >> LimbBits;
        c += b >> LimbBits;
        d += c >> LimbBits;
        e += d >> LimbBits;
        return Carry(Low(a) + (19 * (ulong)(e >> LimbBits)), Low(b), Low(c), Low(d), Low(e));
    }

    /// <summary>This one where <paramref name="bit"/> is 0, the other where it is 1.</summary>
    internal FieldElement Select(FieldElement other, ulong bit)
    {
        var mask = 0UL - bit;
        return new(
            _a ^ (mask & (_a ^ other._a)), _b ^ (mask & (_b ^ other._b)), _c ^ (mask & (_c ^ other._c)),
            _d ^ (mask & (_d ^ other._d)), _e ^ (mask & (_e ^ other._e)));
    }

    /// <summary>The inverse: the power of p - 2 (Fermat), whose bits are all ones but 2 and 4.</summary>
    internal FieldElement Invert()
    {
        var power = One;
        for (var bit = 254; bit >= 0; bit--)
        {
            power *= power;
            if (bit is not (2 or 4))
                power *= this;
        }
        return power;
    }

    /// <summary>32 bytes, little-endian, in the range 0 to p - 1.</summary>
    internal void Write(Span<byte> into)
    {
        var x = Carry(_a, _b, _c, _d, _e);
        // 1 when the value is not below the modulus: then adding 19 passes 2^255.
        var over = (x._a + 19) >> LimbBits;
        over = (x._b + over) >> LimbBits;
        over = (x._c + over) >> LimbBits;
        over = (x._d + over) >> LimbBits;
        over = (x._e + over) >> LimbBits;
        var a = x._a + (19 * over);
        var b = x._b + (a >> LimbBits);
        var c = x._c + (b >> LimbBits);
        var d = x._d + (c >> LimbBits);
        var e = (x._e + (d >> LimbBits)) & LimbMask;
        (a, b, c, d) = (a & LimbMask, b & LimbMask, c & LimbMask, d & LimbMask);
        BinaryPrimitives.WriteUInt64LittleEndian(into, a | (b << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(into[8..], (b >> 13) | (c << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(into[16..], (c >> 26) | (d << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(into[24..], (d >> 39) | (e << 12));
    }

    static UInt128 Product(ulong x, ulong y) => (UInt128)x * y;

    static ulong Low(UInt128 x) => (ulong)x & LimbMask;

    static FieldElement Carry(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> LimbBits;
        c += b >> LimbBits;
        d += c >> LimbBits;
        e += d >> LimbBits;
        a = (a & LimbMask) + (19 * (e >> LimbBits));
        b = (b & LimbMask) + (a >> LimbBits);
        return new(a & LimbMask, b, c & LimbMask, d & LimbMask, e & LimbMask);
    }
}
