using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>How the process hosts its grains.</summary>
public sealed class EmbeddedGrainsOptions
{
    /// <summary>Assemblies with grain interfaces and classes, together with those that they refer to. Default: all that
    /// are loaded when the host starts.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>How long activations have to end when the process stops. Default: 20 s.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Runs all turns on the thread of the scheduler's driver instead of the thread pool.</summary>
    public void UseDeterministicScheduler(DeterministicScheduler scheduler) => Executor = scheduler;

    internal ITurnExecutor Executor { get; set; } = new ThreadPoolExecutor();
}
