namespace Kalshi.VenueSimulator;

/// <summary>What a simulator plays, how fast, and whom it lets in.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Address to listen on; port 0 takes a free one. Default http://127.0.0.1:0.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>A capture of the stream, gzipped JSON lines. Exactly one of this and <see cref="Seed"/> is given.</summary>
    public string? Recording { get; init; }

    /// <summary>Spot trades of the recording's time, gzipped CSV. Default: every *.csv.gz of the folder "coinbase" beside the
    /// recording's folder, in order of name, or none.</summary>
    public string? Spot { get; init; }

    /// <summary>A recording begins again when it has ended, with new markets and shifted times. It follows the clock and does
    /// not wait for a subscriber. Default false.</summary>
    public bool Loop { get; init; }

    /// <summary>Generates a session from this seed instead of playing a recording.</summary>
    public int? Seed { get; init; }

    /// <summary>Start of a generated session. Default: <see cref="History"/> before the present second. Ignored for
    /// recordings.</summary>
    public DateTimeOffset? GeneratedStart { get; init; }

    /// <summary>A generated session began this long ago: what happened since is played at once, so that there are trades,
    /// candlesticks and settled markets from the first request on. Venue time. Default zero.</summary>
    public TimeSpan History { get; init; }

    /// <summary>So many times as often does a generated session trade, change its books and tell a spot price. Above 0 and up to
    /// 1,000. Default 1: some forty messages a second.</summary>
    public double Activity { get; init; } = 1;

    /// <summary>True: everything comes when the clock says so. False: as fast as the clients read (recordings only).
    /// Default true.</summary>
    public bool Paced { get; init; } = true;

    /// <summary>A recording waits for the first order book subscription. Default true. Generated sessions never wait.</summary>
    public bool StartOnSubscribe { get; init; } = true;

    /// <summary>From the first order book subscription to the start, in venue time, so that the client's other
    /// subscriptions miss nothing; up to one second is added to start on a whole second. Default 0.5 s.</summary>
    public TimeSpan StartDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The key id that may connect. Default none: any key with a signature of the right form.</summary>
    public string? ApiKeyId { get; init; }

    /// <summary>The RSA public key of <see cref="ApiKeyId"/>, PEM. Given together or not at all.</summary>
    public string? PublicKeyPem { get; init; }

    /// <summary>How far a request's timestamp may be from now, in venue time. Default 5 s; give more with a fast clock,
    /// where a slow handshake costs many venue seconds.</summary>
    public TimeSpan TimestampTolerance { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Frames that may wait for one slow client: beyond it, its subscription ends with error 25 (paced) or the
    /// session waits (not paced). Default 20,000.</summary>
    public int SendBufferFrames { get; init; } = 20_000;

    /// <summary>Markets on one subscription. Default 10,000.</summary>
    public int MarketsPerSubscription { get; init; } = 10_000;

    /// <summary>Dollars of every key's account at its first use. Default 1,000.</summary>
    public decimal StartingBalance { get; init; } = 1_000m;

    /// <summary>To what the venue rounds balances after each fill, dollars: 0.0001 as for direct members, 0.01 as for others.
    /// Default 0.0001.</summary>
    public decimal FeePrecision { get; init; } = 0.0001m;

    /// <summary>API usage tier that sets every key's rate limits: basic, advanced, premier, paragon or prime. Default basic.</summary>
    public string Tier { get; init; } = "basic";

    /// <summary>How long after their settlement markets are served, and after their time trades, fills and ended orders;
    /// older ones only below /historical. Venue time. Default 90 days.</summary>
    public TimeSpan HistoricalAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>What goes wrong on purpose, one fault a line (<see cref="FaultScript"/> has the language). Default nothing.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Venue time. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">Options that exclude each other or miss a part; the message names them.</exception>
    internal void Validate()
    {
        if ((Recording is null) == (Seed is null))
            throw new ArgumentException("exactly one of a recording and a seed is needed");
        if (Seed is not null && !Paced)
            throw new ArgumentException("a generated session has no end and follows the clock: speed max is for recordings");
        if (Loop && (Recording is null || !Paced))
            throw new ArgumentException("a loop plays a recording by the clock");
        if (History < TimeSpan.Zero || (History > TimeSpan.Zero && Seed is null))
            throw new ArgumentException("a history belongs to a generated session and is not negative");
        if (Activity is not (> 0 and <= 1_000))
            throw new ArgumentException($"activity: {Activity} is not above 0 and up to 1000");
        if (Activity != 1 && Seed is null)
            throw new ArgumentException("an activity belongs to a generated session: a recording has its own");
        if ((ApiKeyId is null) != (PublicKeyPem is null))
            throw new ArgumentException("an API key id and a public key are given together");
        if (FeePrecision is not (0.0001m or 0.01m))
            throw new ArgumentException($"fee precision: {FeePrecision} is neither 0.0001 nor 0.01 dollars");
        UsageTier.Named(Tier);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HistoricalAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(SendBufferFrames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(StartDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimestampTolerance, TimeSpan.Zero);
    }
}
