using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>The way of one subscriber from a stored token to what the cache holds: read by the receiver, a piece at a time, and
/// handed to the subscriber's cursor through the cache.</summary>
/// <param name="until">First sequence that the cursor takes from the cache again.</param>
sealed class Rewind(StreamId stream, long from, long until) : IAsyncDisposable
{
    const int Piece = 256;

    readonly Queue<IBatchContainer> _waiting = [];
    readonly CancellationTokenSource _abandoned = new();
    IAsyncEnumerator<IBatchContainer>? _source;
    long _next = from;
    bool _isDisposed;

    internal StreamId Stream { get; } = stream;

    internal long Until { get; } = until;

    /// <summary>Everything before <see cref="Until"/> is in the queue or has been taken.</summary>
    internal bool IsComplete { get; private set; }

    internal bool IsAbandoned => _abandoned.IsCancellationRequested;

    /// <summary>Worth reading more: the subscriber has nearly used up what was read.</summary>
    internal bool IsHungry => !IsComplete && !IsAbandoned && _waiting.Count < Piece;

    /// <summary>Nobody wants it any more; one that is over and let go already hears nothing of it.</summary>
    internal void Abandon()
    {
        if (!_isDisposed)
            _abandoned.Cancel();
    }

    internal bool TryTake(out IBatchContainer? batch) => _waiting.TryDequeue(out batch);

    internal void Take(RewoundEvent read)
    {
        if (read.Batch is { } batch)
            _waiting.Enqueue(batch);
        else
            IsComplete = true;
    }

    /// <summary>The next piece; its last element says that there is no more, if so. A piece that cannot be read is read again
    /// next time.</summary>
    internal async Task<List<IBatchContainer>> ReadAsync(StreamPast past)
    {
        var piece = new List<IBatchContainer>();
        try
        {
            _source ??= past.ReadAsync(Stream, _next, Until, _abandoned.Token).GetAsyncEnumerator(_abandoned.Token);
            var isMore = true;
            while (piece.Count < Piece && (isMore = await _source.MoveNextAsync()))
                piece.Add(new RewoundEvent(this, _source.Current));
            if (piece.Count > 0)
                _next = piece[^1].SequenceToken.SequenceNumber + 1;
            if (!isMore)
                piece.Add(new RewoundEvent(this, null));
            return piece;
        }
        catch (OperationCanceledException) when (IsAbandoned)
        {
            return [];
        }
        catch
        {
            await CloseAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await CloseAsync();
        _abandoned.Dispose();
    }

    async ValueTask CloseAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        _source = null;
    }
}
