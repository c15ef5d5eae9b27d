using Kalshi.Trading.Identity;

namespace Kalshi.Trading.Volatility;

/// <summary>Why there is no regular volatility estimate: the reference's words (strategy.md section 4).</summary>
public static class SigmaReason
{
    public const string BadStepSeconds = "bad_step_seconds";
    public const string InsufficientPoints = "insufficient_points";
    public const string InsufficientHistorySpan = "insufficient_history_span";
    public const string EwmaMissing = "sigma_ewma_missing";
    public const string Nonfinite = "nonfinite_sigma";
    public const string Nonpositive = "nonpositive_sigma";
    public const string OutOfBounds = "out_of_bounds";

    internal static string? Context(string reason, in SigmaEvidence evidence, SigmaParameters parameters) => reason switch
    {
        InsufficientHistorySpan => $"history_span_seconds={evidence.SpanSeconds} < min_sigma_lookback_seconds={parameters.MinLookbackSeconds}",
        InsufficientPoints => $"sigma_points_used={evidence.Returns} < min_points={parameters.MinPoints}",
        OutOfBounds => $"sigma_unclamped={Text(evidence.Sigma)} > sigma_max={Text(parameters.SigmaMax)}",
        Nonfinite => $"sigma_unclamped={Text(evidence.Sigma)} is not finite",
        Nonpositive => $"sigma_unclamped={Text(evidence.Sigma)} <= 0",
        EwmaMissing => "ewma_volatility returned no estimate",
        BadStepSeconds => $"step_seconds={Text(parameters.ResampleSeconds)} outside [1, 3600]",
        _ => null,
    };

    static string Text(double? value) => value is { } v ? PythonFloat.Repr(v) : "None";
}
