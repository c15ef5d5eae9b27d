namespace Kalshi.Silo.Recording;

/// <summary>Servers that do not answer yet may do so in a moment: a venue that is being maintained, a bus on a busy disk. A start
/// waits for them, for all of them together no longer than <paramref name="limit"/>; what works at once costs nothing of it.</summary>
/// <remarks>A start takes one step after the other.</remarks>
/// <param name="said">Where the operator reads what is waited for.</param>
sealed class StartPatience(TimeSpan limit, TimeProvider wall, TextWriter said)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    TimeSpan _waited;

    /// <summary>Runs one step of the start, again while its failure may pass.</summary>
    /// <param name="step">Changes nothing when it is run twice.</param>
    /// <exception cref="StartupException">The last failure, with the name of the part.</exception>
    internal async Task<T> WaitAsync<T>(string part, Func<Task<T>> step, Func<Exception, bool> mayPass, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var began = wall.GetTimestamp();
            try
            {
                return await StartupException.Explain(part, step);
            }
            catch (StartupException e) when (mayPass(e.InnerException!) && _waited + wall.GetElapsedTime(began) < limit)
            {
                if (attempt == 1)
                    said.WriteLine($"{e.Message}; asking again, for {limit.TotalSeconds:0} s of the start at the most");
            }
            await Task.Delay(Pause, wall, stop);
            _waited += wall.GetElapsedTime(began);
        }
    }
}
