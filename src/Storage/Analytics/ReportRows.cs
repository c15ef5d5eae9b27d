namespace Kalshi.Storage;

/// <summary>A day's markets, by the UTC day on which they settled; money in dollars.</summary>
/// <param name="Brier">Mean of the model's over all snapshots; null without any.</param>
/// <param name="BrierMarket">The same for the middle of the market's quote.</param>
/// <param name="PnlOfTakes">One contract a take at the ask, fee paid.</param>
/// <param name="PnlOfFills">What was booked.</param>
public sealed record DailyPerformance(
    DateOnly Day, long Markets, long Snapshots, double? Brier, double? BrierMarket, double? LogLoss, long Decisions, long Takes,
    long TakesWon, double EvOfTakes, double PnlOfTakes, long Fills, decimal Contracts, decimal Fees, decimal PnlOfFills);

/// <summary>Snapshots whose probability lay in one tenth.</summary>
/// <param name="From">Inclusive; the last tenth includes 1 as well.</param>
/// <param name="Mean">Mean probability given.</param>
/// <param name="Happened">Share of them whose market settled YES.</param>
public sealed record CalibrationBin(double From, double To, long Snapshots, long Markets, double Mean, double Happened);

/// <summary>Scores of snapshots that were so far from settlement.</summary>
/// <param name="FromSeconds">Inclusive.</param>
/// <param name="ToSeconds">Exclusive; null for no end.</param>
public sealed record HorizonScore(
    long FromSeconds, long? ToSeconds, long Snapshots, long Markets, double? Brier, double? BrierMarket, double? LogLoss);

/// <summary>How good the model's probabilities were.</summary>
public sealed record ModelReport(IReadOnlyList<CalibrationBin> Calibration, IReadOnlyList<HorizonScore> Horizons);

/// <summary>Decisions that expected so much, and what taking their side came to a contract, in dollars.</summary>
/// <param name="FromCents">Expected profit after the buffer, cents, inclusive.</param>
public sealed record ExpectationBin(int FromCents, int ToCents, long Decisions, long Markets, double MeanEv, double MeanPnl);

/// <summary>Decisions by why they were not taken; <c>take</c> for those that were.</summary>
/// <param name="MeanPnl">What one contract of the chosen side made or would have made, dollars; null where none was chosen.</param>
public sealed record ReasonOutcome(string Reason, long Decisions, long Markets, double? MeanEv, double? MeanPnl, double? WonShare);

/// <summary>What the decisions came to.</summary>
public sealed record OpportunityReport(IReadOnlyList<ExpectationBin> Expectations, IReadOnlyList<ReasonOutcome> Reasons);
