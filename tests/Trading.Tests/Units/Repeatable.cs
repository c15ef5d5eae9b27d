using FsCheck;

namespace Kalshi.Trading.Tests;

static class Repeatable
{
    /// <summary>Checks with a fixed seed: a failure on one machine is a failure on every machine.</summary>
    internal static void Holds(this FsCheck.Property property, int cases = 1_000) =>
        property.Check(Config.QuickThrowOnFailure.WithReplay(20_260_213, 1).WithMaxTest(cases));
}
