namespace Orleans.Configuration;

public abstract class MessagingOptions
{
    /// <summary>How long a caller waits before it gets a <see cref="TimeoutException"/>; the call itself goes on.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>Calls that may wait for one activation before further ones are refused with
    /// <see cref="Runtime.LimitExceededException"/>; 0 sets no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary>As <see cref="MaxEnqueuedRequestsHardLimit"/>, for each worker of a stateless worker grain.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }
}
