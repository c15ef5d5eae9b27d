namespace Kalshi.Venues;

/// <summary>What everything that calls the venue's REST API with one key shares: tokens for reads and writes, calls under way, breakers,
/// and what was learnt of the venue's clock. Hand the same line to each <see cref="KalshiRest"/> and <see cref="KalshiOrders"/>.</summary>
public sealed class RestLine : IDisposable
{
    readonly RestLineOptions _options;
    readonly TokenBucket _reads;
    readonly TokenBucket _writes;
    readonly SemaphoreSlim _inFlight;
    readonly SemaphoreSlim _readsInFlight;
    CallCosts _costs;
    string? _exhausted;
    long _rateLimited;

    public RestLine(RestLineOptions options, TimeProvider clock)
    {
        _options = options;
        _reads = new(options.ReadTokensPerSecond, options.ReadCapacity, options.WaitersMax, clock);
        _writes = new(options.Write.TokensPerSecond, options.Write.Capacity, 0, clock);
        _inFlight = new(options.InFlightMax);
        _readsInFlight = new(options.ReadsInFlightMax);
        _costs = CallCosts.Documented(options);
        Circuits = new(options, clock);
    }

    /// <summary>What the health watch asks: see <see cref="RestLineView.BudgetAvailable"/>.</summary>
    public bool BudgetAvailable => Volatile.Read(ref _exhausted) is null;

    internal Circuits Circuits { get; }

    internal ClockComparison Clock { get; } = new();

    public RestLineView View()
    {
        var exhausted = Volatile.Read(ref _exhausted);
        return new(
            exhausted is null, exhausted, _reads.Tokens, _writes.Tokens, _options.InFlightMax - _inFlight.CurrentCount, _reads.Waiters,
            Interlocked.Read(ref _rateLimited), Circuits.Open, Clock.Offset);
    }

    /// <summary>Follows what the venue says of the key's limits.</summary>
    public void Apply(AccountLimits limits)
    {
        _reads.Resize(limits.Read.PerSecond, limits.Read.Capacity);
        _writes.Resize(limits.Write.PerSecond, limits.Write.Capacity);
    }

    /// <summary>Follows what the venue says of the prices of calls.</summary>
    public void Apply(EndpointCosts costs) => Volatile.Write(ref _costs, CallCosts.Of(costs));

    public void Dispose()
    {
        _inFlight.Dispose();
        _readsInFlight.Dispose();
    }

    /// <summary>Waits for the tokens of a read.</summary>
    /// <returns>false when too many wait already.</returns>
    internal ValueTask<bool> TakeReadAsync(string path, bool critical, CancellationToken cancel) =>
        _reads.TakeAsync(Costs.Of("GET", path), critical ? 0 : _options.ReadReserve, cancel);

    /// <summary>Takes the tokens of a write, if they are there: an order that must wait for tokens is an order that comes too late.</summary>
    /// <param name="items">Orders that the call names, each of which is billed.</param>
    /// <param name="wayOut">Takes risk away: may spend the reserve, and goes out even while the venue wants rest.</param>
    internal bool TryTakeWrite(string method, string path, int items, bool wayOut) =>
        _writes.TryTake(Costs.Of(method, path) * items, wayOut ? 0 : _options.Write.CancelReserve, evenPaused: wayOut);

    /// <summary>Waits for a place among the calls under way.</summary>
    internal async Task<IDisposable> EnterAsync(bool isRead, CancellationToken cancel)
    {
        if (!isRead)
        {
            await _inFlight.WaitAsync(cancel);
            return new Place(_inFlight, null);
        }
        await _readsInFlight.WaitAsync(cancel);
        try
        {
            await _inFlight.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            _readsInFlight.Release();
            throw;
        }
        return new Place(_inFlight, _readsInFlight);
    }

    /// <summary>The venue said HTTP 429: nothing of this kind goes out for a while, whoever asks.</summary>
    internal void RateLimited(bool isRead, TimeSpan rest)
    {
        Interlocked.Increment(ref _rateLimited);
        (isRead ? _reads : _writes).Pause(rest);
    }

    /// <summary>A read on which decisions depend failed for want of budget (with the reason), or succeeded (null).</summary>
    internal void Critical(string? exhausted) => Volatile.Write(ref _exhausted, exhausted);

    CallCosts Costs => Volatile.Read(ref _costs);

    sealed class Place(SemaphoreSlim all, SemaphoreSlim? reads) : IDisposable
    {
        public void Dispose()
        {
            all.Release();
            reads?.Release();
        }
    }
}
