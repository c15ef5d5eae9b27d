using Kalshi.Grains.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Tests;

/// <summary>Events on their way through the writer, and passes over what has settled.</summary>
sealed class ScoredRecord : IAsyncDisposable
{
    readonly WriterHarness _bus;
    readonly EventWriter _writer;

    ScoredRecord(WriterHarness bus, EventWriter writer) => (_bus, _writer) = (bus, writer);

    internal Database Database => _bus.Database;

    internal StorageOptions Options => _bus.Options;

    internal static async Task<ScoredRecord> StartAsync(string dsn)
    {
        var bus = new WriterHarness(dsn);
        return new(bus, await bus.StartAsync());
    }

    internal async Task StoreAsync(params DomainEvent[] events)
    {
        foreach (var payload in events)
            _bus.Publish(payload, $"{payload.EventType}:{Guid.NewGuid():N}");
        await WriterHarness.DrainAsync(_writer);
    }

    /// <returns>Markets scored.</returns>
    internal async Task<int?> RunAsync(TimeProvider? time = null, StorageOptions? options = null)
    {
        var limit = Eventually.Limit;
        // PostgreSQL ends the session of the pass before, and with it its lock, a moment after that pass has returned.
        while (true)
        {
            if (await TryRunAsync(time, options) is { } scored)
                return scored;
            await Task.Delay(20, limit);
        }
    }

    /// <summary>Null when another session holds the lock.</summary>
    internal async Task<int?> TryRunAsync(TimeProvider? time = null, StorageOptions? options = null)
    {
        using var scoring = new SettlementScoring(options ?? Options, time ?? TimeProvider.System, NullLogger<SettlementScoring>.Instance);
        return await scoring.RunOnceAsync();
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();
}
