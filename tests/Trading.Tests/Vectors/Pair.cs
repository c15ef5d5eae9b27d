using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Tests.Vectors;

/// <summary>What the reference says and what we say.</summary>
readonly record struct Pair(string Path, PayloadValue Expected, PayloadValue Actual);
