using System.Reflection;
using Orleans.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>The assemblies with grain code: those named, else those loaded, and all that these refer to.</summary>
sealed class GrainAssemblies
{
    readonly HashSet<string> _seen = [];

    public GrainAssemblies(IReadOnlyCollection<Assembly> named)
    {
        foreach (var assembly in named.Count > 0 ? named : AppDomain.CurrentDomain.GetAssemblies())
            Visit(assembly);
    }

    public List<IGrainAssemblyManifest> Manifests { get; } = [];

    void Visit(Assembly assembly)
    {
        if (assembly.IsDynamic || !_seen.Add(assembly.FullName!))
            return;
        var own = typeof(GrainAssemblies).Assembly.GetName().Name;
        var references = assembly.GetReferencedAssemblies();
        if (assembly.GetCustomAttribute<GrainAssemblyAttribute>() is { } grains)
            Manifests.Add((IGrainAssemblyManifest)Activator.CreateInstance(grains.Manifest)!);
        // Grain code refers to this assembly, directly or through an assembly that does.
        if (references.All(reference => reference.Name != own))
            return;
        foreach (var reference in references)
            if (reference.Name != own && !IsFramework(reference.Name!))
                Visit(Assembly.Load(reference));
    }

    static bool IsFramework(string name) =>
        name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft", StringComparison.Ordinal) || name is "netstandard" or "mscorlib";
}
