using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Grain state that lives as long as the process. It keeps bytes, so that no grain shares an object with the
/// store.</summary>
sealed class MemoryGrainStorage(IGrainStorageSerializer serializer) : IGrainStorage
{
    readonly ConcurrentDictionary<(string Name, GrainId GrainId), Record> _records = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            grainState.State = serializer.Deserialize<T>(record.State);
            (grainState.ETag, grainState.RecordExists) = (record.ETag, true);
        }
        else
        {
            grainState.State = default;
            (grainState.ETag, grainState.RecordExists) = (null, false);
        }
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var stored = _records.GetValueOrDefault(key);
        var written = new Record((stored?.Version ?? 0) + 1, serializer.Serialize(grainState.State));
        var isWritten = stored?.ETag == grainState.ETag && (stored is null ? _records.TryAdd(key, written) : _records.TryUpdate(key, written, stored));
        if (!isWritten)
            throw Inconsistent("written", stateName, grainId, grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = (written.ETag, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var stored = _records.GetValueOrDefault(key);
        if (stored?.ETag != grainState.ETag || (stored is not null && !_records.TryRemove(new(key, stored))))
            throw Inconsistent("cleared", stateName, grainId, grainState.ETag);
        grainState.State = default;
        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }

    InconsistentStateException Inconsistent(string what, string stateName, GrainId grainId, string? etag) =>
        new($"State {stateName} of {grainId} was not {what}: it has changed since it was read", _records.GetValueOrDefault((stateName, grainId))?.ETag, etag);

    sealed record Record(long Version, BinaryData State)
    {
        public string ETag { get; } = Version.ToString(CultureInfo.InvariantCulture);
    }
}
