using System.Collections.Concurrent;
using System.Globalization;
using Kalshi.Grains.State;
using Orleans.Storage;

namespace Kalshi.Grains.Tests.Hosting;

/// <summary>Grain storage that outlives the host, keeps what the product's serializer writes, and can be told to fail.</summary>
sealed class MemoryStore : IGrainStorage
{
    static readonly JsonGrainStateSerializer Serializer = new();

    readonly ConcurrentDictionary<(string, string), (BinaryData Data, int Version)> _rows = new();

    /// <summary>While set, every write fails with it.</summary>
    internal Exception? Outage { get; set; }

    /// <summary>The name of the state whose row somebody else writes once more, just before its next write.</summary>
    internal string? Usurped { get; set; }

    /// <summary>Called before each write, which waits for it, with the name of the state.</summary>
    internal Func<string, Task>? Writing { get; set; }

    /// <summary>Called after each write, with the name of the state and its grain.</summary>
    internal Action<string, GrainId>? Written { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId.ToString()), out var row))
        {
            grainState.State = Serializer.Deserialize<T>(row.Data);
            grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.RecordExists = false;
        }
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Outage is { } outage)
            throw outage;
        if (Writing is { } writing)
            await writing(stateName);
        var key = (stateName, grainId.ToString());
        var next = (Data: Serializer.Serialize(grainState.State), Version: int.Parse(grainState.ETag ?? "0", CultureInfo.InvariantCulture) + 1);
        if (stateName == Usurped)
        {
            Usurped = null;
            _rows.AddOrUpdate(key, _ => (Serializer.Serialize(Activator.CreateInstance<T>()), 1), (_, row) => (row.Data, row.Version + 1));
        }
        // As PostgreSQL does: whoever comes with another version than the stored one writes nothing.
        var isWritten = next.Version == 1
            ? _rows.TryAdd(key, next)
            : _rows.TryGetValue(key, out var stored) && stored.Version == next.Version - 1 && _rows.TryUpdate(key, next, stored);
        if (!isWritten)
            throw new InconsistentStateException($"{stateName} of {grainId} has changed since it was read");
        Written?.Invoke(stateName, grainId);
        var row = next;
        grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove((stateName, grainId.ToString()), out _);
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
