using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Kalshi.Bus.Nats;

/// <summary>Messages of one subject, in order, in a bounded buffer.</summary>
/// <remarks>A subscriber that falls behind its buffer loses the newest messages, counted in <see cref="Dropped"/>: one slow
/// reader must not stop the connection for all others.</remarks>
public sealed class NatsSubscription : IMessageSink, IAsyncDisposable
{
    readonly NatsConnection _connection;
    readonly Channel<NatsMessage> _messages;
    long _dropped;

    internal NatsSubscription(NatsConnection connection, int capacity)
    {
        _connection = connection;
        _messages = Channel.CreateBounded<NatsMessage>(new BoundedChannelOptions(capacity) { SingleWriter = true });
    }

    /// <summary>Messages lost because the reader was slower than the buffer is large.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Messages that wait to be read.</summary>
    public int Waiting => _messages.Reader.Count;

    internal long Id { get; set; }

    /// <exception cref="ChannelClosedException">The subscription or its connection was closed and all messages are read.</exception>
    public ValueTask<NatsMessage> ReadAsync(CancellationToken cancellationToken = default) => _messages.Reader.ReadAsync(cancellationToken);

    public bool TryRead([MaybeNullWhen(false)] out NatsMessage message) => _messages.Reader.TryRead(out message);

    public IAsyncEnumerable<NatsMessage> ReadAllAsync(CancellationToken cancellationToken = default) => _messages.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Ends the subscription after what was sent before; messages that came until then can still be read.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        _connection.Unsubscribe(Id);
        await _connection.FlushAsync(cancellationToken);
        await DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _connection.Detach(Id);
        Complete();
        return ValueTask.CompletedTask;
    }

    internal void Complete() => _messages.Writer.TryComplete();

    void IMessageSink.OnMessage(in Frame frame)
    {
        if (!_messages.Writer.TryWrite(NatsConnection.Copy(frame)))
            Interlocked.Increment(ref _dropped);
    }
}
