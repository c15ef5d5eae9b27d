namespace Kalshi.Trading.Volatility;

/// <summary>The annualised volatility that a tick uses, and how much it is worth.</summary>
/// <param name="Sigma">What the tick uses; always positive and finite.</param>
/// <param name="Unclamped">The regular estimate, also when it was rejected; null when there is none.</param>
/// <param name="Reason">Why <paramref name="Sigma"/> is not the regular estimate; null when it is.</param>
/// <param name="ReasonContext">The numbers behind the reason.</param>
/// <param name="PointsUsed">Log returns.</param>
/// <param name="LookbackSecondsUsed">From the first to the last resampled tick.</param>
/// <param name="RawPoints">Ticks looked at.</param>
/// <param name="ResampledPoints">Ticks left after resampling.</param>
/// <param name="StepSeconds">The step the estimate is annualised from.</param>
public sealed record SigmaEstimate(
    double Sigma,
    double? Unclamped,
    SigmaSource Source,
    string? Reason,
    string? ReasonContext,
    int PointsUsed,
    long LookbackSecondsUsed,
    int RawPoints,
    int ResampledPoints,
    double StepSeconds)
{
    /// <summary>The regular estimate: fit to trade on, and worth remembering for later fallbacks.</summary>
    public bool Ok => Source == SigmaSource.Ewma;

    /// <summary>ewma, history or default.</summary>
    public string SourceName => Source switch
    {
        SigmaSource.Ewma => "ewma",
        SigmaSource.History => "history",
        _ => "default",
    };

    /// <summary>ok, fallback_history or fallback_default.</summary>
    public string Quality => Source switch
    {
        SigmaSource.Ewma => "ok",
        SigmaSource.History => "fallback_history",
        _ => "fallback_default",
    };
}
