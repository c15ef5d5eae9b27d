using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>The pulling agents of one provider's queues.</summary>
sealed class StreamAgents(GrainHost host, EmbeddedStreamProvider provider, PersistentStreamOptions options, ILogger<PullingAgent> log) : IGrainHostPart
{
    readonly List<PullingAgent> _agents = [];

    public async Task Start(CancellationToken cancellationToken)
    {
        await provider.Start();
        if (provider.Adapter.Direction is not (StreamProviderDirection.ReadOnly or StreamProviderDirection.ReadWrite))
            return;
        foreach (var queue in provider.Factory.GetStreamQueueMapper().GetAllQueues())
            _agents.Add(new(host, provider, queue, await provider.Factory.GetDeliveryFailureHandler(queue), options, log));
        foreach (var agent in _agents)
            agent.Start();
    }

    public Task Stop(CancellationToken cancellationToken) => Task.WhenAll(_agents.Select(agent => agent.Stop(cancellationToken)));
}
