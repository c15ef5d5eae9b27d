namespace Kalshi.Trading;

/// <summary>A place in the venue's feed.</summary>
/// <param name="Session">Identity of the connection; sequences of two sessions do not compare.</param>
/// <param name="SubscriptionId">The venue's <c>sid</c>; it counts each subscription apart.</param>
/// <param name="Sequence">The venue's <c>seq</c>, rising within a subscription over all its markets.</param>
public readonly record struct FeedPosition(string Session, long SubscriptionId, long Sequence)
{
    internal bool IsSameSubscription(in FeedPosition other) =>
        SubscriptionId == other.SubscriptionId && string.Equals(Session, other.Session, StringComparison.Ordinal);
}
