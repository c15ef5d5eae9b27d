namespace Kalshi.Bus.Sizing;

/// <summary>One row of the sizing table of seed 000, section 7.3.</summary>
/// <param name="SustainedRate">Events a second over the time that was recorded.</param>
/// <param name="PeakRate">Most events of one second.</param>
/// <param name="PayloadBytes">Mean size of the event's JSON.</param>
/// <param name="StoredBytes">Mean size on disk: with subject, headers and the store's record.</param>
/// <param name="DiskBytes">Rate × stored bytes × retention × replicas × 1.3.</param>
/// <param name="Basis">Where the rate comes from.</param>
public sealed record SizingRow(
    string Subjects, double SustainedRate, double PeakRate, double PayloadBytes, double StoredBytes, double RetentionHours, double DiskBytes, string Basis)
{
    internal static SizingRow Of(
        string subjects, double sustained, double peak, double payload, double stored, TimeSpan retention, SizingAssumptions assumptions, string basis) => new(
        subjects, sustained, peak, payload, stored, retention.TotalHours,
        sustained * stored * retention.TotalSeconds * assumptions.Replicas * SizingAssumptions.Headroom, basis);
}
