namespace Kalshi.Bus.Nats.Credentials;

/// <summary>A point of edwards25519 in extended coordinates (RFC 8032, section 5.1.4).</summary>
readonly struct CurvePoint
{
    static readonly FieldElement TwiceD = Twice(FieldElement.FromHex("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"));

    static readonly CurvePoint Base = Affine(
        FieldElement.FromHex("216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),
        FieldElement.FromHex("6666666666666666666666666666666666666666666666666666666666666658"));

    readonly FieldElement _x, _y, _z, _t;

    CurvePoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t) => (_x, _y, _z, _t) = (x, y, z, t);

    /// <summary>A multiple of the base point; every scalar takes the same steps.</summary>
    /// <param name="scalar">32 bytes, little-endian.</param>
    internal static CurvePoint MultipleOfBase(ReadOnlySpan<byte> scalar)
    {
        var point = Affine(FieldElement.Zero, FieldElement.One);
        for (var i = 255; i >= 0; i--)
        {
            point = Add(point, point);
            point = point.Select(Add(point, Base), (ulong)(scalar[i >> 3] >> (i & 7)) & 1);
        }
        return point;
    }

    /// <summary>y, with the lowest bit of x on top: 32 bytes.</summary>
    internal void Encode(Span<byte> into)
    {
        var z = _z.Invert();
        Span<byte> x = stackalloc byte[32];
        (_x * z).Write(x);
        (_y * z).Write(into);
        into[31] |= (byte)((x[0] & 1) << 7);
    }

    // Complete on this curve: it doubles, and adds the neutral point, as well.
    static CurvePoint Add(CurvePoint p, CurvePoint q)
    {
        var a = (p._y - p._x) * (q._y - q._x);
        var b = (p._y + p._x) * (q._y + q._x);
        var c = p._t * TwiceD * q._t;
        var d = Twice(p._z) * q._z;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new(e * f, g * h, f * g, e * h);
    }

    CurvePoint Select(CurvePoint other, ulong bit) =>
        new(_x.Select(other._x, bit), _y.Select(other._y, bit), _z.Select(other._z, bit), _t.Select(other._t, bit));

    static CurvePoint Affine(FieldElement x, FieldElement y) => new(x, y, FieldElement.One, x * y);

    static FieldElement Twice(FieldElement x) => x + x;
}
