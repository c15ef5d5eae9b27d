using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Serialization.Invocation;
using Orleans.Streams;

namespace Orleans.Runtime;

/// <summary>A grain class and what its attributes ask of the host.</summary>
sealed class GrainClass
{
    const string Suffix = "grain";

    readonly ConstructorInfo _constructor;
    readonly Func<Activation, object?>[] _arguments;

    public GrainClass(Type type, SiloMessagingOptions messaging, GrainCollectionOptions collection)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? ByConvention(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        WaitingLimit = MaxWorkers is null ? messaging.MaxEnqueuedRequestsHardLimit : messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker;
        MayInterleave = type.GetCustomAttribute<MayInterleaveAttribute>() is { } rule ? Predicate(type, rule.CallbackMethodName) : null;
        CollectionAge = AgeLimit(type, collection);
        Subscriptions = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Select(subscription => subscription.Predicate)];
        _constructor = Constructor(type);
        _arguments = [.. _constructor.GetParameters().Select(Argument)];
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    /// <summary>Activations of one identity; null where there is one.</summary>
    public int? MaxWorkers { get; }

    public int WaitingLimit { get; }

    public TimeSpan CollectionAge { get; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public IReadOnlyList<IStreamNamespacePredicate> Subscriptions { get; }

    public object Create(Activation activation) =>
        _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, Array.ConvertAll(_arguments, argument => argument(activation)), null);

    static GrainType ByConvention(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length ? name[..^Suffix.Length] : name);
    }

    static TimeSpan AgeLimit(Type type, GrainCollectionOptions collection)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
            return TimeSpan.MaxValue;
        return type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit
            ? limit.AlwaysActive ? TimeSpan.MaxValue : limit.AgeLimit
            : collection.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.CollectionAge);
    }

    static Func<object, IInvokable, bool> Predicate(Type type, string name)
    {
        var method = type.GetMethod(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance, [typeof(IInvokable)]);
        if (method?.ReturnType != typeof(bool))
            throw new OrleansConfigurationException($"[MayInterleave] of {type} names {name}, but the class has no method bool {name}(IInvokable)");
        if (!method.IsStatic)
            return (grain, call) => (bool)method.Invoke(grain, [call])!;
        var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
        return (_, call) => predicate(call);
    }

    static ConstructorInfo Constructor(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.FirstOrDefault(constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? (constructors.Length == 1
                ? constructors[0]
                : throw new OrleansConfigurationException($"Grain class {type} has {constructors.Length} public constructors; it needs one, or one marked [ActivatorUtilitiesConstructor]"));
    }

    static Func<Activation, object?> Argument(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttributes().OfType<IPersistentStateConfiguration>().FirstOrDefault() is { } record)
            return PersistentState.Factory(parameter, record);
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => activation.ActivationServices.GetRequiredKeyedService(parameter.ParameterType, keyed.Key);
        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(parameter.ParameterType) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(parameter.ParameterType);
    }
}
