using Orleans.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>Stands for a grain. Calls through it become turns of the grain's activation.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    readonly GrainHost _host;
    CallQueue? _target;

    protected GrainReference(GrainBinding binding)
    {
        _host = binding.Host;
        GrainId = binding.GrainId;
    }

    public GrainId GrainId { get; }

    protected Task<TResult> Send<TResult>(GrainFunctionCall<TResult> call)
    {
        if (_host.OutgoingFilters is { } filters)
            return filters.Invoke(call, this, static (reference, call) => reference.Route(call).Response);
        return Route(call).Response;
    }

    protected Task Send(GrainActionCall call)
    {
        var sent = _host.OutgoingFilters is { } filters
            ? filters.Invoke(call, this, static (reference, call) => reference.Answer(call))
            : Answer(call);
        return sent;
    }

    Task Answer(GrainActionCall call)
    {
        Route(call);
        return call.Method.IsOneWay ? Task.CompletedTask : call.Response;
    }

    TCall Route<TCall>(TCall call)
        where TCall : GrainCall
    {
        call.Source = RuntimeContext.Current;
        call.Context = RequestContext.Current;
        call.DeadlineTick = _host.DeadlineOf(call.Method);
        var token = call.GetCancellationToken();
        if (token.CanBeCanceled)
        {
            if (token.IsCancellationRequested)
            {
                call.TryCancel(token);
                return call;
            }
            call.ObserveCancellation(token);
        }
        var target = _target;
        if (target is not { IsOpen: true } && !_host.TryFind(GrainId, out target))
        {
            call.TryFail(GrainHost.Refusal(call, GrainId));
            return call;
        }
        _target = target.IsShared ? null : target;
        target.Send(call);
        return call;
    }

    internal object CastTo(Type interfaceType) => interfaceType.IsInstanceOfType(this) ? this : _host.Reference(interfaceType, GrainId);

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}";

    public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);
    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);
}

/// <summary>What a reference is made of; opaque to the generated classes that hand it on.</summary>
public readonly struct GrainBinding
{
    internal GrainBinding(GrainHost host, GrainId grainId) => (Host, GrainId) = (host, grainId);

    internal GrainHost Host { get; }

    internal GrainId GrainId { get; }
}
