using Kalshi.Grains.Events;

namespace Kalshi.Grains.State;

/// <summary>State that follows from events, one after the other, and from nothing else: whoever folds the same events has the
/// same state.</summary>
/// <typeparam name="TState">Everything it knows, to be stored and restored.</typeparam>
public interface IFold<TState>
{
    /// <summary>Folds one event into the state. Must not fail for any valid event, and must bear being given one twice.</summary>
    /// <returns>Whether others than the state's readers have to be told.</returns>
    bool Apply(EventEnvelope envelope);

    TState Capture();

    void Restore(TState state);
}
