using Microsoft.Extensions.Options;
using Orleans.CodeGeneration;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The grain interfaces and classes of the program, from the code generated into its assemblies.</summary>
sealed class GrainManifest
{
    readonly Dictionary<Type, Func<GrainBinding, GrainReference>> _references;
    readonly Dictionary<GrainType, GrainClass> _classes = [];
    readonly Dictionary<Type, GrainClass[]> _implementations = [];

    /// <exception cref="OrleansConfigurationException">What is declared cannot be hosted.</exception>
    public GrainManifest(GrainAssemblies assemblies, IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection)
    {
        var builder = new GrainManifestBuilder();
        foreach (var part in assemblies.Manifests)
            part.Populate(builder);
        _references = builder.References;
        foreach (var type in builder.Classes)
        {
            var @class = new GrainClass(type, messaging.Value, collection.Value);
            if (!_classes.TryAdd(@class.GrainType, @class))
                throw new OrleansConfigurationException(
                    $"Grain classes {_classes[@class.GrainType].Type} and {type} have the same grain type \"{@class.GrainType}\"; tell them apart with [GrainType]");
        }
        foreach (var @interface in _references.Keys)
            _implementations[@interface] = [.. _classes.Values.Where(@class => @interface.IsAssignableFrom(@class.Type))];
        MessageImmutability.Verify(_references.Keys.Concat(_classes.Values.Select(@class => @class.Type)));
    }

    public IEnumerable<GrainClass> Classes => _classes.Values;

    public GrainClass ClassOf(GrainType type) =>
        _classes.GetValueOrDefault(type) ?? throw new ArgumentException($"No grain class has the type \"{type}\"", nameof(type));

    /// <exception cref="ArgumentException">No class, or several where the prefix does not tell which.</exception>
    public GrainType TypeOf(Type @interface, string? classNamePrefix = null)
    {
        if (!_implementations.TryGetValue(@interface, out var classes))
            throw new ArgumentException($"{@interface} is not a grain interface of a hosted assembly", nameof(@interface));
        if (classNamePrefix is not null)
            classes = [.. classes.Where(@class => @class.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))];
        return classes switch
        {
            [var only] => only.GrainType,
            [] => throw new ArgumentException($"No grain class implements {@interface}", nameof(@interface)),
            _ => ByName(@interface, classes),
        };
    }

    // The convention of Orleans: of several implementations of IFooGrain, the one called FooGrain.
    static GrainType ByName(Type @interface, GrainClass[] classes)
    {
        var named = classes.SingleOrDefault(@class => @interface.Name == "I" + @class.Type.Name)
            ?? throw new ArgumentException(
                $"{@interface} is implemented by {string.Join(", ", classes.Select(@class => @class.Type.Name))}; say which by grainClassNamePrefix",
                nameof(@interface));
        return named.GrainType;
    }

    public GrainReference Reference(Type @interface, GrainBinding binding) =>
        _references.TryGetValue(@interface, out var create)
            ? create(binding)
            : throw new ArgumentException($"{@interface} is not a grain interface of a hosted assembly", nameof(@interface));
}
