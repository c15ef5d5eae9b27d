namespace Kalshi.Grains.Events;

/// <summary>We and the venue did not agree on something.</summary>
/// <param name="FindingId">Unique for ever.</param>
/// <param name="Account">paper or live.</param>
/// <param name="Ts">Unix seconds.</param>
/// <param name="Kind">position, foreign_order, foreign_fill, balance, order or fee.</param>
/// <param name="Subject">The market, order or fill it is about.</param>
/// <param name="Ours">What we believed.</param>
/// <param name="Venues">What the venue says; this is what holds from now on.</param>
/// <param name="Explained">False puts the system in safe mode until an operator acknowledges.</param>
[GenerateSerializer, Immutable, Alias("kalshi.reconciliation_finding")]
public sealed record ReconciliationFinding(
    [property: Id(0)] string FindingId,
    [property: Id(1)] string Account,
    [property: Id(2)] long Ts,
    [property: Id(3)] string Kind,
    [property: Id(4)] string Subject,
    [property: Id(5)] string Ours,
    [property: Id(6)] string Venues,
    [property: Id(7)] bool Explained) : DomainEvent
{
    public override string EventType => "reconciliation_finding";
    public override string Key => Account;
    public override long Timestamp => Ts;
}
