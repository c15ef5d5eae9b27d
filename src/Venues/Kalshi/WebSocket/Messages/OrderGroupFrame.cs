using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Something happened to an order group of the key's own.</summary>
/// <param name="Sequence">Position in the subscription.</param>
/// <param name="EventType">created, triggered, reset, deleted, limit_updated, or a newer word.</param>
/// <param name="ContractsLimit">Told with created and limit_updated.</param>
public sealed record OrderGroupFrame(
    string Session,
    long ReceivedAtMs,
    int Sid,
    long Sequence,
    string EventType,
    string GroupId,
    Quantity? ContractsLimit) : FeedMessage(Session, ReceivedAtMs)
{
    /// <summary>The venue has cancelled the group's orders by itself.</summary>
    public bool IsTriggered => EventType == "triggered";
}
