namespace Kalshi.Grains.Events;

/// <summary>What the decisions of one tick were made on beside its snapshots; recorded after them, so it also says that all of
/// them are on the record.</summary>
/// <param name="AsOfTs">The edge tick that was decided, Unix seconds.</param>
/// <param name="DecidedTs">The clock when it was decided, Unix seconds.</param>
/// <param name="Account">The account whose positions were looked at.</param>
/// <param name="Bookings">Bookings that the account had made: fills, settlements and adoptions.</param>
/// <param name="Decisions">How many decisions were made.</param>
[GenerateSerializer, Immutable, Alias("kalshi.decision_tick")]
public sealed record DecisionTick(
    [property: Id(0)] string ProductId,
    [property: Id(1)] long AsOfTs,
    [property: Id(2)] long DecidedTs,
    [property: Id(3)] string Account,
    [property: Id(4)] long Bookings,
    [property: Id(5)] long Decisions) : DomainEvent
{
    public override string EventType => "decision_tick";
    public override string Key => ProductId;
    public override long Timestamp => AsOfTs;
}
