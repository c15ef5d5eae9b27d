using Kalshi.Grains.Events;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Kalshi.Grains.Streams;

/// <summary>Recognises a stream by the time of its creation, and one that was set back by reaching less far than before.</summary>
public sealed partial class BusStreamGrain(
    [PersistentState("bus_stream")] IPersistentState<BusStreamState> state, IEventHistory history, ILogger<BusStreamGrain> logger)
    : Grain, IBusStreamGrain
{
    string Stream => this.GetPrimaryKeyString();

    public async Task<StreamGeneration> IdentifyAsync()
    {
        // Always anew: of several silos one may have met the new stream while another still runs on the old one.
        var place = await history.PlaceAsync(Stream);
        var known = state.State;
        if (known.Created is null)
            await StoreAsync(new() { Created = place.Created, LastSequence = place.LastSequence, Generation = 1 });
        else if (known.Created != place.Created)
            await BeginAsync(place, $"it was made at {place.Created:u}, the one before at {known.Created:u}");
        else if (place.LastSequence < known.LastSequence)
            await BeginAsync(place, $"it reaches to {place.LastSequence}, and reached to {known.LastSequence} before");
        return new(state.State.Generation, place.LastSequence);
    }

    public async Task<StreamGeneration> NoteAsync()
    {
        var now = await IdentifyAsync();
        if (now.LastSequence > state.State.LastSequence)
            await StoreAsync(state.State with { LastSequence = now.LastSequence });
        return now;
    }

    /// <summary>The gate first: a generation that is stored is one that was told.</summary>
    async Task BeginAsync(StreamPlace place, string how)
    {
        LogNew(Stream, how);
        await GrainFactory.GetGrain<ITradingGateGrain>(GateScope.Global).RaiseAsync(GateCauses.Replaced(Stream, how));
        await StoreAsync(new() { Created = place.Created, LastSequence = place.LastSequence, Generation = state.State.Generation + 1 });
    }

    async Task StoreAsync(BusStreamState next)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // A write of which no word came back may have been stored; the next look goes on from what is there.
            await state.ReadStateAsync();
            throw;
        }
        catch
        {
            state.State = before;
            throw;
        }
    }

    [LoggerMessage(5401, LogLevel.Critical, "Stream {Stream} of the bus is another one than before: {How}. State is kept; the new stream is read from its beginning")]
    partial void LogNew(string stream, string how);
}
