using Kalshi.Silo.Ingest;
using Microsoft.Extensions.Logging;

namespace Kalshi.Silo.Tests.Ingest;

/// <summary>Waits for the first warning.</summary>
sealed class WarningLog : ILogger<IngestLeadership>
{
    readonly TaskCompletionSource _warned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Warned => _warned.Task;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning)
            _warned.TrySetResult();
    }
}
