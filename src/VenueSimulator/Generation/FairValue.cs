namespace Kalshi.VenueSimulator;

static class FairValue
{
    const double AveragingSeconds = 60;

    /// <summary>Probability that the average of the last minute exceeds the strike, under the path's own volatility.</summary>
    /// <remarks>An average over a window of length w has the variance of w/3 at its start (Turnbull and Wakeman, 1991, for a
    /// continuous average); within the window only the rest is still uncertain, for which the same third is taken.</remarks>
    internal static double ProbabilityAbove(double spot, double strike, TimeSpan toClose)
    {
        var seconds = Math.Max(toClose.TotalSeconds, 1);
        var variance = Math.Max(seconds - AveragingSeconds, 0) + Math.Min(seconds, AveragingSeconds) / 3;
        var deviation = SpotPath.Sigma * Math.Sqrt(variance / SpotPath.SecondsPerYear);
        return NormalCdf((Math.Log(spot / strike) - deviation * deviation / 2) / deviation);
    }

    /// <summary>Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8.</summary>
    static double NormalCdf(double x)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(x));
        var polynomial = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        var upper = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
        return x >= 0 ? 1 - upper : upper;
    }
}
