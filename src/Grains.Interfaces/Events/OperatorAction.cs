namespace Kalshi.Grains.Events;

/// <summary>What an operator did to the system, who and why.</summary>
/// <param name="Ts">Unix seconds.</param>
/// <param name="ActionId">Unique for ever.</param>
/// <param name="Scope">What it applies to; <c>global</c> for everything.</param>
/// <param name="Action">What was done, e.g. halt, release, dead_letter_replay, dead_letter_ack.</param>
[GenerateSerializer, Immutable, Alias("kalshi.operator_action")]
public sealed record OperatorAction(
    [property: Id(0)] string ActionId,
    [property: Id(1)] string Scope,
    [property: Id(2)] long Ts,
    [property: Id(3)] string Action,
    [property: Id(4)] string Actor,
    [property: Id(5)] string Reason) : DomainEvent
{
    public override string EventType => "operator_action";
    public override string Key => Scope;
    public override long Timestamp => Ts;
}
