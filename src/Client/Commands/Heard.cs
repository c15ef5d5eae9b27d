namespace Kalshi.Client.Commands;

/// <summary>Shows at once: the last report must not come after the end.</summary>
sealed class Heard<T>(Action<T> hear) : IProgress<T>
{
    public void Report(T value) => hear(value);
}
