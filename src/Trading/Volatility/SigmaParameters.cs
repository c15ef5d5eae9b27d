namespace Kalshi.Trading.Volatility;

/// <summary>How the annualised volatility is estimated, and when it is trusted.</summary>
public sealed record SigmaParameters
{
    /// <summary>History looked at, seconds (default 3900).</summary>
    public int LookbackSeconds { get; init; } = 3_900;

    /// <summary>Newest ticks looked at first, raised when they do not span enough time (default 20,000).</summary>
    public int MaxSpotPoints { get; init; } = 20_000;

    /// <summary>Weight of the past in the EWMA, strictly between 0 and 1 (default 0.94).</summary>
    public double EwmaLambda { get; init; } = 0.94;

    /// <summary>Fewest returns (default 10).</summary>
    public int MinPoints { get; init; } = 10;

    /// <summary>Least time between the first and the last resampled tick, seconds (default 3600).</summary>
    public int MinLookbackSeconds { get; init; } = 3_600;

    /// <summary>Bucket of the resampling, and the step the EWMA is annualised from, seconds (default 5).</summary>
    public int ResampleSeconds { get; init; } = 5;

    /// <summary>Used when there is neither an estimate nor an earlier one (default 0.6).</summary>
    public double SigmaDefault { get; init; } = 0.6;

    /// <summary>Estimates above are rejected, not clamped (default 5.0).</summary>
    public double SigmaMax { get; init; } = 5.0;

    /// <exception cref="ArgumentOutOfRangeException">Names the knob and its value.</exception>
    public void Validate()
    {
        Require(LookbackSeconds > 0, nameof(LookbackSeconds), LookbackSeconds, "must be positive");
        Require(EwmaLambda is > 0.0 and < 1.0, nameof(EwmaLambda), EwmaLambda, "must lie strictly between 0 and 1");
        Require(ResampleSeconds > 0, nameof(ResampleSeconds), ResampleSeconds, "must be positive");
        Require(double.IsFinite(SigmaDefault) && SigmaDefault > 0.0, nameof(SigmaDefault), SigmaDefault, "must be positive and finite");
        Require(double.IsFinite(SigmaMax) && SigmaMax > 0.0, nameof(SigmaMax), SigmaMax, "must be positive and finite");
    }

    static void Require(bool holds, string knob, object value, string rule)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(knob, value, rule);
    }
}
