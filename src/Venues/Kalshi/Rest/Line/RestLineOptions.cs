namespace Kalshi.Venues;

/// <summary>What may be spent on the line to the venue. Token figures: the venue's "rate limits" page, basic tier; what it tells of
/// the key itself (<see cref="RestLine.Apply(AccountLimits)"/>) takes their place.</summary>
public sealed record RestLineOptions
{
    /// <summary>Budget for reading, tokens per second (default: 200).</summary>
    public double ReadTokensPerSecond { get; init; } = 200;

    /// <summary>Tokens for reading that can be saved up (default: 200, one second's worth).</summary>
    public double ReadCapacity { get; init; } = 200;

    /// <summary>Price of a read that the venue lists no other for, tokens (default: 10, that is 20 reads per second).</summary>
    public double ReadCost { get; init; } = 10;

    /// <summary>Tokens that reads which nobody waits for, such as backfills, leave to the others (default: 50).</summary>
    public double ReadReserve { get; init; } = 50;

    /// <summary>Budget for writing.</summary>
    public WriteBudgetOptions Write { get; init; } = new();

    /// <summary>Calls under way at once (default: 6); one more waits for the first to end.</summary>
    public int InFlightMax { get; init; } = 6;

    /// <summary>Of these, reads (default: 4): the rest is always free for orders and cancels.</summary>
    public int ReadsInFlightMax { get; init; } = 4;

    /// <summary>Reads that may wait for the budget; one more fails as rate limited (default: 256).</summary>
    public int WaitersMax { get; init; } = 256;

    /// <summary>Failures in a row (no answer, no connection, 5xx) that close an endpoint for <see cref="CircuitPause"/> (default: 8).</summary>
    public int CircuitFailuresMax { get; init; } = 8;

    /// <summary>How long before one call probes whether the endpoint works again (default: 10 s).</summary>
    public TimeSpan CircuitPause { get; init; } = TimeSpan.FromSeconds(10);
}
