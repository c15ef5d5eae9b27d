using System.Globalization;

namespace Kalshi.Trading.Identity;

/// <summary>A value in an event's payload. Whole numbers and floats are different values: 1 and 1.0 hash differently.</summary>
public readonly struct PayloadValue : IEquatable<PayloadValue>
{
    readonly long _bits;
    readonly object? _reference;

    PayloadValue(PayloadKind kind, long bits, object? reference)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    public PayloadKind Kind { get; }

    public static PayloadValue Null => default;

    public bool IsNull => Kind == PayloadKind.Null;

    public static PayloadValue Of(bool value) => new(PayloadKind.Boolean, value ? 1 : 0, null);
    public static PayloadValue Of(long value) => new(PayloadKind.Whole, value, null);
    public static PayloadValue Of(double value) => new(PayloadKind.Real, BitConverter.DoubleToInt64Bits(value), null);
    public static PayloadValue Of(string? value) => value is null ? default : new(PayloadKind.Text, 0, value);
    public static PayloadValue Of(IReadOnlyList<PayloadValue> items) => new(PayloadKind.List, 0, items);
    public static PayloadValue Of(PayloadDictionary members) => new(PayloadKind.Dictionary, 0, members);

    public static implicit operator PayloadValue(bool value) => Of(value);
    public static implicit operator PayloadValue(bool? value) => value is { } v ? Of(v) : default;
    public static implicit operator PayloadValue(int value) => Of((long)value);
    public static implicit operator PayloadValue(long value) => Of(value);
    public static implicit operator PayloadValue(long? value) => value is { } v ? Of(v) : default;
    public static implicit operator PayloadValue(double value) => Of(value);
    public static implicit operator PayloadValue(double? value) => value is { } v ? Of(v) : default;
    public static implicit operator PayloadValue(string? value) => Of(value);

    /// <summary>A whole number beyond 64 bits, by its digits.</summary>
    internal static PayloadValue BigInteger(string digits) => new(PayloadKind.Whole, 0, digits);

    public bool AsBoolean => Expect(PayloadKind.Boolean)._bits != 0;
    public double AsReal => BitConverter.Int64BitsToDouble(Expect(PayloadKind.Real)._bits);
    public string AsText => (string)Expect(PayloadKind.Text)._reference!;
    public IReadOnlyList<PayloadValue> AsList => (IReadOnlyList<PayloadValue>)Expect(PayloadKind.List)._reference!;
    public PayloadDictionary AsDictionary => (PayloadDictionary)Expect(PayloadKind.Dictionary)._reference!;

    /// <summary>The digits of a whole number.</summary>
    public string WholeText => Expect(PayloadKind.Whole)._reference as string ?? _bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number that fits 64 bits, without a string.</summary>
    internal bool TryGetInt64(out long value)
    {
        value = _bits;
        return Kind == PayloadKind.Whole && _reference is null;
    }

    /// <summary>Python's float(): numbers, booleans and numeric text; null for anything else.</summary>
    public double? ToDouble() => Kind switch
    {
        PayloadKind.Real => AsReal,
        PayloadKind.Whole => _reference is string digits ? double.Parse(digits, CultureInfo.InvariantCulture) : _bits,
        PayloadKind.Boolean => _bits,
        PayloadKind.Text => PythonNumber.Float(AsText),
        _ => null,
    };

    /// <summary>Python's int(): numbers cut towards zero, booleans, text of a whole number; null for anything else.</summary>
    public long? ToInt64() => Kind switch
    {
        PayloadKind.Whole => _reference is null ? _bits : null,
        PayloadKind.Boolean => _bits,
        PayloadKind.Real when AsReal is > -9.2e18 and < 9.2e18 => (long)AsReal,
        PayloadKind.Text => PythonNumber.Integer(AsText),
        _ => null,
    };

    public bool Equals(PayloadValue other) =>
        Kind == other.Kind && Kind switch
        {
            PayloadKind.List => AsList.SequenceEqual(other.AsList),
            _ => _bits == other._bits && Equals(_reference, other._reference),
        };

    public override bool Equals(object? obj) => obj is PayloadValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, _bits, Kind == PayloadKind.List ? null : _reference);

    public static bool operator ==(PayloadValue a, PayloadValue b) => a.Equals(b);
    public static bool operator !=(PayloadValue a, PayloadValue b) => !a.Equals(b);

    /// <summary>As canonical JSON.</summary>
    public override string ToString() => CanonicalJson.Write(this);

    PayloadValue Expect(PayloadKind kind) =>
        Kind == kind ? this : throw new InvalidOperationException($"the payload value is a {Kind}, not a {kind}");
}
