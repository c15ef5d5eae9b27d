using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Learns what could not be delivered.</summary>
public interface IStreamFailureHandler
{
    // Orleans spells it so.
    bool ShouldFaultSubsriptionOnError { get; }

    /// <summary>A subscriber has thrown on every try for this message; delivery goes on behind it.</summary>
    Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken);

    /// <summary>A subscriber could not be subscribed.</summary>
    Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken);
}

public class NoOpStreamDeliveryFailureHandler(bool faultOnError) : IStreamFailureHandler
{
    public NoOpStreamDeliveryFailureHandler()
        : this(false)
    {
    }

    public bool ShouldFaultSubsriptionOnError { get; } = faultOnError;

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Task.CompletedTask;

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Task.CompletedTask;
}
