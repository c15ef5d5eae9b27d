using Kalshi.Silo.Configuration;
using Kalshi.Silo.Hosting;

namespace Kalshi.Silo.Supervision;

static class SupervisionServices
{
    /// <summary>Before the grains: hosted parts start in the order in which they are added.</summary>
    internal static void AddDeploymentLock(this IServiceCollection services, SiloOptions options)
    {
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<DeploymentLock>(provider, options.Storage, GrainHost.CanCluster && options.Cluster.IsShared));
        services.AddHostedService(provider => provider.GetRequiredService<DeploymentLock>());
    }
}
