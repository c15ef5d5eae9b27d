namespace Kalshi.Trading.Probability;

/// <summary>What a model knows about the underlying when it prices one contract.</summary>
/// <param name="Spot">Dollars.</param>
/// <param name="SigmaAnnualized">Annualised volatility, 365-day year.</param>
/// <param name="HorizonSeconds">From the spot tick to the contract's close; not negative.</param>
/// <param name="Observed">The part of the settlement window that has passed; empty for models that settle on the last price.</param>
public readonly record struct UnderlyingState(double Spot, double SigmaAnnualized, double HorizonSeconds, ObservedAverage Observed = default);

/// <summary>One-second prices already seen inside a settlement window.</summary>
/// <param name="Seconds">How many.</param>
/// <param name="Sum">Their sum in dollars.</param>
public readonly record struct ObservedAverage(int Seconds, double Sum);

/// <summary>A model's probability of YES.</summary>
/// <param name="Clamped">Within [1e-12, 1 − 1e-12]; what expected values use.</param>
/// <param name="Raw">Before clamping.</param>
public readonly record struct YesProbability(double Clamped, double Raw);
