using Kalshi.Grains.Events;
using Kalshi.Trading.Edges;

namespace Kalshi.Grains.Edges;

/// <summary>What a tick read, and how far the record had come in it.</summary>
/// <param name="Cause">The trace of the spot tick that it rests on.</param>
readonly record struct EdgeReading(EdgeInputs Inputs, long SpotSequence, IReadOnlyList<MarketPlace> Markets, string? Cause);
