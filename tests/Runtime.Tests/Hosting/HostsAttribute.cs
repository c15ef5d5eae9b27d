using System.Reflection;
using Xunit.Sdk;

namespace Kalshi.Runtime.Tests;

public enum HostKind
{
    ThreadPool,
    Deterministic,
}

/// <summary>Runs a theory once on every kind of host.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HostsAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<HostKind>().Select(kind => new object[] { kind });
}
