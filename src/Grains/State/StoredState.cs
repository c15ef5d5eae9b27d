using Orleans.Storage;

namespace Kalshi.Grains.State;

/// <summary>How a grain that nothing may forget changes its state.</summary>
/// <remarks>A row that somebody else has written refuses the write. Where that failure leaves the turn, the host ends the activation,
/// and the next call begins with what is stored; a grain that kept it to itself would be refused for ever.</remarks>
static class StoredState
{
    /// <summary>Stores the next state before anything depends on it. What is not stored has not happened: the state stays as it was.</summary>
    internal static async Task CommitAsync<T>(this IPersistentState<T> state, T next)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            throw;
        }
    }

    /// <summary>Stores what follows from the record, over what is there: somebody else has it from the same record, or this grain
    /// has written it and no word came back.</summary>
    internal static async Task WriteOverAsync<T>(this IPersistentState<T> state, T next)
    {
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            await state.ReadStateAsync();
            state.State = next;
            await state.WriteStateAsync();
        }
    }
}
