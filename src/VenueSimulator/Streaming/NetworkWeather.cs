namespace Kalshi.VenueSimulator;

/// <summary>What a venue's connections go through on their way: silence, or a trickle.</summary>
sealed class NetworkWeather(TimeProvider clock)
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    readonly Lock _gate = new();
    TaskCompletionSource? _silence;

    /// <summary>Nothing passes in either direction.</summary>
    internal bool Silent
    {
        set
        {
            lock (_gate)
            {
                if (value)
                    _silence ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                else
                    Interlocked.Exchange(ref _silence, null)?.TrySetResult();
            }
        }
    }

    /// <summary>How much passes towards the client; null for everything.</summary>
    internal int? BytesPerSecond { get; set; }

    internal Task WaitOutSilenceAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _silence?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }

    internal async ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await WaitOutSilenceAsync(cancellationToken);
        while (BytesPerSecond is { } rate && bytes.Length > 0)
        {
            var piece = bytes[..Math.Min(bytes.Length, Math.Max(1, (int)(rate * Tick.TotalSeconds)))];
            await stream.WriteAsync(piece, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            bytes = bytes[piece.Length..];
            await Task.Delay(Tick, clock, cancellationToken);
        }
        await stream.WriteAsync(bytes, cancellationToken);
    }
}
