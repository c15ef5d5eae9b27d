using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Every activation of the process, by grain.</summary>
sealed class ActivationDirectory(GrainHost host, GrainManifest manifest, ILogger<Activation> log)
{
    readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    readonly ConcurrentDictionary<GrainId, StatelessWorkers> _workers = new();
    volatile bool _closed;

    public IEnumerable<Activation> All
    {
        get
        {
            // nondeterministic: only where hash codes are, and those of grain ids are the same in every process.
            foreach (var (_, activation) in _activations)
                yield return activation;
            // nondeterministic: by the hash codes of grain ids, as above.
            foreach (var (_, workers) in _workers)
                foreach (var activation in workers.All)
                    yield return activation;
        }
    }

    /// <summary>The activation that a call to the grain goes to, made if there is none; false once the host has stopped.</summary>
    public bool TryFind(GrainId grainId, [NotNullWhen(true)] out Activation? activation)
    {
        if (!_activations.TryGetValue(grainId, out activation) && !_closed)
        {
            var @class = manifest.ClassOf(grainId.Type);
            activation = @class.MaxWorkers is { } maximum
                ? _workers.GetOrAdd(grainId, static (_, maximum) => new StatelessWorkers(maximum), maximum).Choose(() => Create(@class, grainId))
                : _activations.GetOrAdd(grainId, static (id, args) => args.Directory.Create(args.Class, id), (Directory: this, Class: @class));
        }
        return activation is not null && !_closed;
    }

    Activation Create(GrainClass @class, GrainId grainId) => new(host, @class, grainId, log);

    public void Remove(Activation activation)
    {
        if (_workers.TryGetValue(activation.GrainId, out var workers))
            workers.Remove(activation);
        else
            _activations.TryRemove(new(activation.GrainId, activation));
    }

    /// <summary>From here on nothing is found.</summary>
    public void Close() => _closed = true;
}
