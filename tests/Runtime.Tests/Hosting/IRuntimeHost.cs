namespace Kalshi.Runtime.Tests;

/// <summary>A host of grains with a clock that the test drives; the conformance tests know no more of it than this.</summary>
public interface IRuntimeHost : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    IServiceProvider Services { get; }

    TimeProvider Time { get; }

    /// <summary>Runs a scenario as a client of the host and ends with it.</summary>
    Task Run(Func<Task> scenario);

    /// <summary>Lets time pass, and whatever falls due in it.</summary>
    Task Advance(TimeSpan span);

    /// <summary>Lets time pass until something has happened.</summary>
    /// <param name="step">How far at once, where turns and time do not wait for each other; 50 ms if not said.</param>
    Task Until(Task happened, TimeSpan? step = null);

    /// <summary>Stops as the process does when it is asked to end.</summary>
    Task Stop();
}
