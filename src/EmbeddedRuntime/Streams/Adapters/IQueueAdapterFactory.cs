namespace Orleans.Streams;

public interface IQueueAdapterFactory
{
    Task<IQueueAdapter> CreateAdapter();

    IQueueAdapterCache GetQueueAdapterCache();

    IStreamQueueMapper GetStreamQueueMapper();

    Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId);
}
