using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Tests.Identity;

/// <summary>Any JSON value: odd texts, extreme numbers, some nesting.</summary>
static class PayloadGenerator
{
    internal static readonly Gen<double> AnyDouble = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Two().Select(p => BitConverter.Int64BitsToDouble(((long)p.Item1 << 32) | (uint)p.Item2)),
        Property.Between(-1e6, 1e6),
        Gen.Choose(-1_000_000, 1_000_000).Select(i => i / 100.0),
        Gen.Elements(0.0, -0.0, 1e-4, 9.999e-5, 1e15, 9999999999999998.0, 1e16, 1e17, 1e22, 5e-324, double.MaxValue, 1e-7, 123456789012345680.0));

    internal static readonly Gen<string> AnyText = Gen.ArrayOf(Gen.OneOf(
        Gen.Choose(0, 0xFFFF).Select(c => (char)c), Gen.Elements('"', '\\', '\n', 'a', ' ', 'Ü', '\u007f')))
        .Select(characters => new string(characters));

    internal static Gen<PayloadValue> Any(int depth)
    {
        var leaves = Gen.OneOf(
            Gen.Constant(PayloadValue.Null),
            Gen.Elements(true, false).Select(PayloadValue.Of),
            Gen.Choose(int.MinValue, int.MaxValue).Two().Select(p => PayloadValue.Of(((long)p.Item1 << 32) | (uint)p.Item2)),
            AnyDouble.Where(double.IsFinite).Select(PayloadValue.Of),
            AnyText.Select(PayloadValue.Of));
        return depth == 0
            ? leaves
            : Gen.OneOf(leaves, leaves, Members(depth - 1).Select(PayloadValue.Of),
                Gen.ArrayOf(Any(depth - 1)).Select(items => PayloadValue.Of(items)));
    }

    internal static Gen<PayloadDictionary> Members(int depth) =>
        from names in Gen.ArrayOf(AnyText)
        from values in Gen.ArrayOf(Any(depth), names.Length)
        select Pairs(names.Zip(values));

    static PayloadDictionary Pairs(IEnumerable<(string Name, PayloadValue Value)> pairs)
    {
        var members = new PayloadDictionary();
        foreach (var (name, value) in pairs)
            members.Add(name, value);
        return members;
    }
}
