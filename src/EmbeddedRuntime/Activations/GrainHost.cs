using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.CodeGeneration;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>Everything that activations, references and the clock share in one process.</summary>
sealed class GrainHost
{
    readonly GrainManifest _manifest;
    readonly ActivationDirectory _activations;
    readonly ObserverDirectory _observers;
    readonly IIncomingGrainCallFilter[] _incoming;

    public GrainHost(
        IServiceProvider services,
        GrainManifest manifest,
        EmbeddedGrainsOptions options,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        ILoggerFactory logs)
    {
        Services = services;
        Time = services.GetRequiredService<TimeProvider>();
        Executor = options.Executor;
        Collection = collection.Value;
        _manifest = manifest;
        _activations = new(this, manifest, logs.CreateLogger<Activation>());
        _observers = new(this, logs.CreateLogger<ObserverDirectory>());
        _incoming = [.. services.GetServices<IIncomingGrainCallFilter>()];
        OutgoingFilters = OutgoingFilters.Of([.. services.GetServices<IOutgoingGrainCallFilter>()]);
        Clock = new(this, messaging.Value.ResponseTimeout);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ITurnExecutor Executor { get; }

    public CallClock Clock { get; }

    public GrainCollectionOptions Collection { get; }

    public OutgoingFilters? OutgoingFilters { get; }

    public IEnumerable<Activation> Activations => _activations.All;

    public IEnumerable<CallQueue> Targets => _activations.All.Concat<CallQueue>(_observers.All);

    public ObserverDirectory Observers => _observers;

    public IncomingFilters? IncomingFilters(GrainClass @class) => Runtime.IncomingFilters.Of(_incoming, @class.Type);

    public int DeadlineOf(GrainMethod method) => Clock.DeadlineIn(method.ResponseTimeout);

    public TimeSpan TimeoutOf(GrainMethod method) => method.ResponseTimeout ?? Clock.ResponseTimeout;

    /// <summary>Where a call to the grain goes now; false once the host has stopped.</summary>
    public bool TryFind(GrainId grainId, [NotNullWhen(true)] out CallQueue? target)
    {
        if (ObserverDirectory.Holds(grainId))
            return _observers.TryFind(grainId, out target);
        var found = _activations.TryFind(grainId, out var activation);
        target = activation;
        return found;
    }

    /// <summary>Sends a turn that the host itself asks of a grain.</summary>
    public void Send(TurnCall turn, GrainId grainId)
    {
        if (turn.HasDeadline)
            turn.DeadlineTick = DeadlineOf(turn.Method);
        Redirect(turn, grainId);
    }

    /// <summary>Sends a call again whose activation ended before it began.</summary>
    public void Redirect(GrainCall call, GrainId grainId)
    {
        if (call.IsAnswered)
            return;
        if (TryFind(grainId, out var target))
            target.Send(call);
        else
            call.TryFail(Refusal(call, grainId));
    }

    public static OrleansMessageRejectionException Refusal(GrainCall call, GrainId grainId) =>
        new($"{call} to {grainId} is refused: {(ObserverDirectory.Holds(grainId) ? "the observer is gone" : "the host has stopped")}");

    public void Remove(Activation activation) => _activations.Remove(activation);

    public GrainReference Reference(Type @interface, GrainId grainId) => _manifest.Reference(@interface, new(this, grainId));

    public GrainReference Reference(Type @interface, IdSpan key, string? classNamePrefix) =>
        Reference(@interface, GrainId.Create(_manifest.TypeOf(@interface, classNamePrefix), key));

    /// <summary>Ends every activation, also those that the ending of others brings about, within the token's time.</summary>
    public async Task DeactivateAll(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "the host stops");
        while (!cancellationToken.IsCancellationRequested && Activations.ToArray() is { Length: > 0 } remaining)
        {
            foreach (var activation in remaining)
                activation.Deactivate(reason, cancellationToken);
            await Task.WhenAll(remaining.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        _activations.Close();
        foreach (var target in Targets)
            target.FailExpired(int.MaxValue);
    }
}
