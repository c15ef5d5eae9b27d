using Kalshi.Bus;

namespace Kalshi.Storage.Benchmarks;

/// <summary>A recording has nothing to reject; if it had, the figures would be wrong.</summary>
sealed class NoDeadLetters : IDeadLetters
{
    public Task RejectAsync(string origin, string reason, ReadOnlyMemory<byte> original, string? identity, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{origin}: {reason}");
}
