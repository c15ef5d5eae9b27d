using System.Collections.Concurrent;
using Kalshi.Bus;

namespace Kalshi.Storage.Tests;

sealed class InMemoryDeadLetters : IDeadLetters
{
    internal ConcurrentDictionary<string, (string Origin, string Reason, byte[] Original)> Letters { get; } = new();

    public Task RejectAsync(string origin, string reason, ReadOnlyMemory<byte> original, string? identity, CancellationToken cancellationToken)
    {
        Letters[identity!] = (origin, reason, original.ToArray());
        return Task.CompletedTask;
    }
}
