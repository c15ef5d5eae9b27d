namespace Kalshi.Trading.Opportunities;

/// <summary>What one gate of the strategy said of a decision.</summary>
/// <param name="Name">The reason that it would give, in the words of <see cref="DecisionReason"/>.</param>
/// <param name="Passed">Null when an earlier gate had refused already.</param>
/// <param name="Detail">The value that it looked at and the limit, for people; empty where neither is recorded.</param>
public sealed record DecisionGate(string Name, bool? Passed, string Detail);
