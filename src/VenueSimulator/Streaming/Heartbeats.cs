namespace Kalshi.VenueSimulator;

/// <summary>The pings of the prediction market's stream.</summary>
static class Heartbeats
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    static ReadOnlyMemory<byte> Body { get; } = "heartbeat"u8.ToArray();

    internal static async Task PingAsync(FramedStream stream, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, cancellationToken);
            await stream.PingAsync(Body, cancellationToken);
        }
    }
}
