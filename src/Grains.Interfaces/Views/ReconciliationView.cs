using Kalshi.Grains.Events;

namespace Kalshi.Grains;

/// <summary>How an account stands against its venue.</summary>
/// <param name="State">pending before the first complete run of this process, green, or unexplained.</param>
/// <param name="RunTs">The last complete run, Unix seconds.</param>
/// <param name="Fault">Why the last run gave no evidence; null when it did.</param>
/// <param name="Runs">Complete runs since activation.</param>
/// <param name="Unexplained">Findings that wait for an operator.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.reconciliation")]
public sealed record ReconciliationView(
    [property: Id(0)] string Account,
    [property: Id(1)] string State,
    [property: Id(2)] long? RunTs,
    [property: Id(3)] string? Fault,
    [property: Id(4)] long Runs,
    [property: Id(5)] IReadOnlyList<ReconciliationFinding> Unexplained)
{
    public const string Pending = "pending";
    public const string GreenState = "green";
    public const string UnexplainedState = "unexplained";

    /// <summary>Entries are allowed as far as this account's truth is concerned.</summary>
    public bool IsGreen => State == GreenState;
}
