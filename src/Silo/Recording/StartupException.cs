namespace Kalshi.Silo.Recording;

/// <summary>The silo cannot start; the message tells the operator what is missing.</summary>
sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Runs one step of the start and names it if it fails.</summary>
    internal static async Task<T> Explain<T>(string part, Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new StartupException($"{part}: {e.Message}", e);
        }
    }
}
