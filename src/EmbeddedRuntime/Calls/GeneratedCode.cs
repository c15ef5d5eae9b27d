using Orleans.Runtime;

namespace Orleans.CodeGeneration;

/// <summary>Names the manifest that the code generator wrote into an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainAssemblyAttribute(Type manifest) : Attribute
{
    public Type Manifest { get; } = manifest;
}

public interface IGrainAssemblyManifest
{
    void Populate(GrainManifestBuilder builder);
}

/// <summary>Collects what the assemblies declare.</summary>
public sealed class GrainManifestBuilder
{
    internal Dictionary<Type, Func<GrainBinding, GrainReference>> References { get; } = [];

    internal List<Type> Classes { get; } = [];

    public void AddInterface<TInterface>(Func<GrainBinding, GrainReference> createReference) => References[typeof(TInterface)] = createReference;

    public void AddClass<TGrain>()
        where TGrain : class => Classes.Add(typeof(TGrain));
}
