using Kalshi.Trading.Fees;
using Kalshi.Trading.Probability;

namespace Kalshi.Trading.Scoring;

/// <summary>How a snapshot did once its outcome is known: strategy.md section 11.</summary>
/// <param name="PnlTakeYes">Dollars that one YES at the ask made, fee paid.</param>
/// <param name="PnlTakeNo">Dollars that one NO at the ask made, fee paid.</param>
/// <param name="Brier">(p − outcome)².</param>
/// <param name="LogLoss">−ln of the probability given to what happened.</param>
/// <param name="Error">What was missing or wrong, sorted and comma-separated; null when nothing was.</param>
public sealed record EdgeScore(double? PnlTakeYes, double? PnlTakeNo, double? Brier, double? LogLoss, string? Error)
{
    /// <param name="probabilityYes">Clamped to [1e-12, 1 − 1e-12] before it is scored.</param>
    /// <param name="outcome">1 when YES won, 0 when NO did; anything else scores nothing.</param>
    public static EdgeScore Of(double? probabilityYes, double? yesAskCents, double? noAskCents, int outcome)
    {
        var errors = new SortedSet<string>(StringComparer.Ordinal);
        var known = outcome is 0 or 1;
        if (!known)
            errors.Add("invalid_outcome");
        if (probabilityYes is null)
            errors.Add("missing_prob_yes");
        double? p = known && probabilityYes is { } given ? ClampedProbability.Clamp(given) : null;
        var pnlYes = Pnl(yesAskCents, outcome, known, "yes", errors);
        var pnlNo = Pnl(noAskCents, 1 - outcome, known, "no", errors);
        return new(
            pnlYes,
            pnlNo,
            p is { } b ? (b - outcome) * (b - outcome) : null,
            p is { } l ? LogLossOf(l, outcome) : null,
            errors.Count == 0 ? null : string.Join(',', errors));
    }

    /// <summary>−(o·ln p + (1 − o)·ln(1 − p)).</summary>
    /// <param name="probability">Clamped.</param>
    public static double LogLossOf(double probability, int outcome) =>
        -(outcome * Math.Log(probability) + (1 - outcome) * Math.Log(1.0 - probability));

    static double? Pnl(double? askCents, int payout, bool known, string side, SortedSet<string> errors)
    {
        if (askCents is not { } ask)
        {
            errors.Add($"missing_{side}_ask");
            return null;
        }
        if (!known)
            return null;
        if (ReferenceFee.TakerDollars(ask, 1) is { } fee)
            return payout - ask / 100.0 - fee;
        errors.Add($"invalid_{side}_fee");
        return null;
    }
}
