using Kalshi.Simulation.Faults;
using Orleans.Storage;

namespace Kalshi.Simulation.Storage;

/// <summary>The database as one process reaches it.</summary>
sealed class LifeStorage(SimulatedDatabase database, Life life) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await life.BeforeAsync(Part.Database);
        if (database.Find(stateName, grainId) is { } row)
        {
            grainState.State = SimulatedDatabase.Serializer.Deserialize<T>(row.State);
            (grainState.ETag, grainState.RecordExists) = (row.Etag, true);
        }
        else
        {
            grainState.State = default;
            (grainState.ETag, grainState.RecordExists) = (null, false);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await life.BeforeAsync(Part.Database);
        if (life.Draws(life.Rates.Conflict))
            database.Touch(stateName, grainId);
        if (!database.TryWrite(stateName, grainId, grainState.ETag, grainState.State, out var etag))
            throw new InconsistentStateException($"State {stateName} of {grainId} was not written: it has changed since it was read", etag, grainState.ETag);
        await life.AfterAsync(stateName);
        (grainState.ETag, grainState.RecordExists) = (etag, true);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException($"no grain clears its state, but {grainId} clears {stateName}");
}
