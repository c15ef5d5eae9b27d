using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Kalshi.Trading.Tests;

/// <summary>Runs a property on generated inputs; a fixed seed makes every run the same.</summary>
static class Property
{
    const ulong Seed = 20_260_511;
    const ulong Gamma = 0x9E3779B97F4A7C15;

    internal static void Holds<T>(Gen<T> inputs, Func<T, bool> property, int cases = 1_000) =>
        Check.One(Configuration(cases), Prop.ForAll(Arb.From(inputs), property));

    /// <summary>For properties that assert for themselves, with messages.</summary>
    internal static void Asserted<T>(Gen<T> inputs, Action<T> property, int cases = 1_000) =>
        Check.One(Configuration(cases), Prop.ForAll(Arb.From(inputs), property));

    static Config Configuration(int cases) => Config.QuickThrowOnFailure
        .WithMaxTest(cases)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));

    /// <summary>Doubles from <paramref name="low"/> to <paramref name="high"/>, spread evenly.</summary>
    internal static Gen<double> Between(double low, double high) =>
        Gen.Choose(0, int.MaxValue).Select(i => low + (high - low) * (i / (double)int.MaxValue));
}
