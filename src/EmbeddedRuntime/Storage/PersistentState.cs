using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Makes the records that grain classes ask for.</summary>
static class PersistentState
{
    static readonly MethodInfo CreateMethod = typeof(PersistentState).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Func<Activation, object> Factory(ParameterInfo parameter, IPersistentStateConfiguration record)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException(
                $"Parameter {parameter.Name} of {parameter.Member.DeclaringType} is marked [PersistentState] but is not an IPersistentState<T>");
        var create = CreateMethod.MakeGenericMethod(type.GenericTypeArguments).CreateDelegate<Func<Activation, IPersistentStateConfiguration, object>>();
        return activation => create(activation, record);
    }

    /// <summary>The record of a <see cref="Grain{TGrainState}"/>, under the name that Orleans gives it.</summary>
    public static IPersistentStateConfiguration StateOf(Type grainClass) => new PersistentStateAttribute(
        "state",
        grainClass.GetCustomAttribute<StorageProviderAttribute>()?.ProviderName);

    internal static PersistentState<TState> Create<TState>(Activation activation, IPersistentStateConfiguration record)
    {
        var name = record.StorageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        var storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansConfigurationException($"Grain {activation.GrainId} keeps its state \"{record.StateName}\" in a grain storage \"{name}\", which is not registered");
        var state = new PersistentState<TState>(activation, record.StateName, storage);
        activation.SetUp(state.ReadStateAsync);
        return state;
    }
}

/// <summary>A record between a grain and its store.</summary>
sealed class PersistentState<TState>(Activation activation, string stateName, IGrainStorage storage) : IPersistentState<TState>
{
    readonly GrainState<TState> _record = new(Activator.CreateInstance<TState>());

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await storage.ReadStateAsync(stateName, activation.GrainId, _record);
        _record.State ??= Activator.CreateInstance<TState>();
    }

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Change(static (storage, name, id, record) => storage.WriteStateAsync(name, id, record), cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Change(static (storage, name, id, record) => storage.ClearStateAsync(name, id, record), cancellationToken);

    async Task Change(Func<IGrainStorage, string, GrainId, GrainState<TState>, Task> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await change(storage, stateName, activation.GrainId, _record);
        }
        catch (InconsistentStateException error)
        {
            activation.MetNewerState(error);
            throw;
        }
        _record.State ??= Activator.CreateInstance<TState>();
    }
}
