using System.Reflection;
using Xunit.Sdk;

namespace Kalshi.Runtime.Tests;

public enum HostKind
{
    /// <summary>The embedded host on the thread pool.</summary>
    ThreadPool,

    /// <summary>The embedded host on its deterministic scheduler.</summary>
    Deterministic,

    /// <summary>A silo of Microsoft Orleans.</summary>
    Orleans,
}

/// <summary>Runs a theory once on every kind of host that this flavour has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HostsAttribute : DataAttribute
{
    /// <summary>Leaves out the scheduler with one thread, for tests that hold one.</summary>
    public bool WithThreads { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        RuntimeHosts.Kinds.Where(kind => !WithThreads || kind != HostKind.Deterministic).Select(kind => new object[] { kind });
}
