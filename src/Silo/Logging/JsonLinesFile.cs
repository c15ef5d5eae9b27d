using System.Collections.Concurrent;
using System.Text.Json;

namespace Kalshi.Silo.Logging;

/// <summary>Appends log entries to a file, one JSON object a line.</summary>
/// <remarks>Written at once: the log is quiet by design, and its last line before a crash is the one that matters.</remarks>
sealed class JsonLinesFile : ILoggerProvider
{
    static readonly ConcurrentDictionary<string, JsonLinesFile> Open = new(StringComparer.Ordinal);

    readonly Lock _gate = new();
    readonly StreamWriter _file;

    JsonLinesFile(string path) =>
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };

    /// <summary>One writer a file, however many logger factories the process has.</summary>
    internal static JsonLinesFile Shared(string path) => Open.GetOrAdd(Path.GetFullPath(path), p => new JsonLinesFile(p));

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    // Shared by several factories: it is open for as long as the process lives.
    public void Dispose()
    {
    }

    void Write(string line)
    {
        lock (_gate)
            _file.WriteLine(line);
    }

    sealed class Category(JsonLinesFile file, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            file.Write(JsonSerializer.Serialize(new
            {
                ts = TimeProvider.System.GetUtcNow(),
                level = logLevel.ToString(),
                category = name,
                @event = eventId.Id,
                message = formatter(state, exception),
                error = exception?.ToString(),
            }));
    }
}
