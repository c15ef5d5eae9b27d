using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Kalshi.Runtime.Tests;

static class EmbeddedServices
{
    public static void Add(IServiceCollection services, HostSetup setup)
    {
        services.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = setup.ResponseTimeout;
            options.MaxEnqueuedRequestsHardLimit = setup.MaxEnqueuedRequests;
        });
        services.Configure<GrainCollectionOptions>(options => options.CollectionAge = setup.CollectionAge);
        services.AddMemoryGrainStorage();
        services.AddSingleton<Journal>();
        setup.Services(services);
    }
}
