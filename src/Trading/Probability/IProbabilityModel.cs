namespace Kalshi.Trading.Probability;

/// <summary>Prices a binary contract on the underlying.</summary>
public interface IProbabilityModel
{
    /// <summary>As it appears in options, snapshots and reports.</summary>
    string Name { get; }

    /// <summary>How many one-second prices before the close the settlement value averages; 0 when it is the price at the close.</summary>
    int SettlementWindowSeconds { get; }

    /// <returns>Null when the terms or the state do not allow an estimate.</returns>
    YesProbability? ProbabilityOfYes(in ContractTerms terms, in UnderlyingState state);
}
