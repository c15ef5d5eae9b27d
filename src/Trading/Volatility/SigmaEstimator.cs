using System.Buffers;

namespace Kalshi.Trading.Volatility;

/// <summary>Annualised volatility of the underlying from its recent ticks (strategy.md section 4, the database engine's rules).</summary>
public static class SigmaEstimator
{
    /// <summary>No look at the history takes more ticks than this.</summary>
    public const int MaxHistoryPoints = 200_000;

    const int MaxReloads = 6;
    const int MaxStepSeconds = 3_600;

    /// <summary>The regular estimate where the history allows it, else the last good one, else the default.</summary>
    /// <param name="history">In time order; ticks older than the look-back are left out.</param>
    /// <param name="nowTs">Unix seconds.</param>
    /// <param name="lastGood">The last estimate that was <see cref="SigmaEstimate.Ok"/>, if any.</param>
    /// <exception cref="ArgumentOutOfRangeException">A knob out of range, or λ.</exception>
    public static SigmaEstimate Estimate(
        ReadOnlySpan<SpotPoint> history, long nowTs, SigmaParameters parameters, double? lastGood = null)
    {
        parameters.Validate();
        var window = Window(history, nowTs - parameters.LookbackSeconds);
        var evidence = LookFarEnough(window, parameters);
        var (source, sigma) = evidence switch
        {
            { Reason: null, Sigma: { } good } => (SigmaSource.Ewma, good),
            _ when lastGood is { } last && double.IsFinite(last) && last > 0.0 => (SigmaSource.History, last),
            _ => (SigmaSource.Default, parameters.SigmaDefault),
        };
        return new(
            sigma,
            evidence.Sigma,
            source,
            evidence.Reason,
            evidence.Reason is { } reason ? SigmaReason.Context(reason, evidence, parameters) : null,
            evidence.Returns,
            evidence.SpanSeconds,
            evidence.RawPoints,
            evidence.ResampledPoints,
            parameters.ResampleSeconds);
    }

    /// <summary>The newest ticks up to the cap; more of them when the cap, not the market, made the span too short.</summary>
    static SigmaEvidence LookFarEnough(ReadOnlySpan<SpotPoint> window, SigmaParameters parameters)
    {
        var cap = Math.Max(1, parameters.MaxSpotPoints);
        for (var reloads = 0; ; reloads++)
        {
            var points = window.Length <= cap ? window : window[^cap..];
            var evidence = Look(points, parameters);
            if (evidence.Reason != SigmaReason.InsufficientHistorySpan || reloads == MaxReloads
                || points.Length < cap || cap >= MaxHistoryPoints)
                return evidence;
            var target = Math.Max((double)parameters.MinLookbackSeconds, (double)parameters.ResampleSeconds * parameters.MinPoints);
            var needed = Math.Max(target / MedianStep(points) * 1.25 + 5.0, 2.0 * cap);
            cap = (int)Math.Min(MaxHistoryPoints, needed);
        }
    }

    static SigmaEvidence Look(ReadOnlySpan<SpotPoint> points, SigmaParameters parameters)
    {
        var buffer = ArrayPool<SpotPoint>.Shared.Rent(Math.Max(points.Length, 1));
        try
        {
            var count = Resampling.Thin(points, parameters.ResampleSeconds, buffer);
            return Judge(points.Length, buffer.AsSpan(0, count), parameters);
        }
        finally
        {
            ArrayPool<SpotPoint>.Shared.Return(buffer);
        }
    }

    static SigmaEvidence Judge(int rawPoints, ReadOnlySpan<SpotPoint> resampled, SigmaParameters parameters)
    {
        var span = resampled.Length >= 2 ? resampled[^1].Ts - resampled[0].Ts : 0;
        var evidence = new SigmaEvidence(null, null, rawPoints, resampled.Length, span);
        if (parameters.ResampleSeconds > MaxStepSeconds)
            return evidence with { Reason = SigmaReason.BadStepSeconds };
        if (resampled.Length < 2)
            return evidence with { Reason = SigmaReason.InsufficientPoints };
        if (span < parameters.MinLookbackSeconds)
            return evidence with { Reason = SigmaReason.InsufficientHistorySpan };
        if (evidence.Returns < parameters.MinPoints)
            return evidence with { Reason = SigmaReason.InsufficientPoints };
        if (Ewma.OfPrices(resampled, parameters.EwmaLambda) is not { } perStep)
            return evidence with { Reason = SigmaReason.EwmaMissing };
        var sigma = Ewma.Annualize(perStep, parameters.ResampleSeconds);
        return evidence with
        {
            Sigma = sigma,
            Reason = !double.IsFinite(sigma) ? SigmaReason.Nonfinite
                : sigma <= 0.0 ? SigmaReason.Nonpositive
                : sigma > parameters.SigmaMax ? SigmaReason.OutOfBounds
                : null,
        };
    }

    /// <summary>The upper median of the positive gaps between ticks; one second when there is none.</summary>
    static double MedianStep(ReadOnlySpan<SpotPoint> points)
    {
        var gaps = new List<long>(points.Length);
        for (var i = 1; i < points.Length; i++)
            if (points[i].Ts > points[i - 1].Ts)
                gaps.Add(points[i].Ts - points[i - 1].Ts);
        if (gaps.Count == 0)
            return 1.0;
        gaps.Sort();
        return gaps[gaps.Count / 2];
    }

    static ReadOnlySpan<SpotPoint> Window(ReadOnlySpan<SpotPoint> history, long since)
    {
        var from = 0;
        while (from < history.Length && history[from].Ts < since)
            from++;
        return history[from..];
    }
}
