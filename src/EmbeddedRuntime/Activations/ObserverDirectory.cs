using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>Objects outside of grains that have references. They are held weakly: whoever subscribes them keeps them.</summary>
sealed class ObserverDirectory(GrainHost host, ILogger log)
{
    static readonly GrainType Type = GrainType.Create("sys.client");

    readonly ConcurrentDictionary<GrainId, ObserverTarget> _targets = new();
    long _last;

    // nondeterministic: only where hash codes are, and those of grain ids are the same in every process.
    public IEnumerable<ObserverTarget> All => _targets.Select(entry => entry.Value);

    public static bool Holds(GrainId grainId) => grainId.Type == Type;

    public GrainId Add(IGrainObserver observer)
    {
        var key = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        var target = new ObserverTarget(host, GrainId.Create(Type, key), observer, log);
        _targets[target.GrainId] = target;
        return target.GrainId;
    }

    public void Remove(IGrainObserver observer)
    {
        // nondeterministic: the order in which dead references are forgotten has no effect.
        foreach (var (id, target) in _targets)
            if (target.Observer is not { } held || ReferenceEquals(held, observer))
                _targets.TryRemove(id, out _);
    }

    public void Remove(GrainId grainId) => _targets.TryRemove(grainId, out _);

    public bool TryFind(GrainId grainId, [NotNullWhen(true)] out CallQueue? target)
    {
        target = _targets.GetValueOrDefault(grainId);
        return target is { IsOpen: true };
    }
}

sealed partial class ObserverTarget(GrainHost host, GrainId grainId, IGrainObserver observer, ILogger log) : CallQueue(host)
{
    readonly WeakReference<IGrainObserver> _observer = new(observer);

    public override GrainId GrainId { get; } = grainId;

    public IGrainObserver? Observer => _observer.TryGetTarget(out var observer) ? observer : null;

    public override bool IsOpen => _observer.TryGetTarget(out _);

    protected override bool Admits => true;

    protected override void Used(GrainCall call)
    {
        Instance = Observer;
        if (Instance is null)
            call.TryFail(GrainHost.Refusal(call, GrainId));
    }

    public override void Failed(GrainCall call, Exception error)
    {
        if (call.Method.IsOneWay)
            OneWayFailed(log, error, call.Method);
    }

    [LoggerMessage(EventId = 110, Level = LogLevel.Error, Message = "An observer failed in one-way call {Method}")]
    static partial void OneWayFailed(ILogger log, Exception error, GrainMethod method);
}
