namespace Kalshi.Grains.State;

/// <summary>How a grain that nothing may forget changes its state.</summary>
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
}
