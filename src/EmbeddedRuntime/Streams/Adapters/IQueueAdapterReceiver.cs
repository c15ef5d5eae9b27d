namespace Orleans.Streams;

/// <summary>The reading end of one queue. Its members are called one after the other; only when the host stops may the
/// last confirmation and the shutdown come while a read still waits.</summary>
public interface IQueueAdapterReceiver
{
    Task Initialize(TimeSpan timeout);

    /// <summary>At most that many messages that are not yet delivered, in order; empty when there are none for now.</summary>
    Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount);

    /// <summary>Every subscriber's turn for these messages has ended: the queue may forget them.</summary>
    Task MessagesDeliveredAsync(IList<IBatchContainer> messages);

    Task Shutdown(TimeSpan timeout);
}
