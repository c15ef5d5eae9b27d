namespace Kalshi.VenueSimulator;

/// <summary>Which venue's connections a fault strikes.</summary>
enum FaultyVenue
{
    Kalshi,
    Coinbase,
}

/// <summary>Something that goes wrong on purpose.</summary>
abstract record Fault;

/// <summary>The next frames of a channel, or the next messages of the spot feed, are numbered and not sent.</summary>
/// <param name="Channel">A channel of the stream, or "coinbase".</param>
sealed record SkipFrames(string Channel, int Count) : Fault;

/// <summary>The next frame of a channel is sent twice.</summary>
sealed record DuplicateFrame(string Channel) : Fault;

/// <summary>The next frame of a channel is sent after the one that follows it.</summary>
sealed record SwapFrames(string Channel) : Fault;

/// <summary>Subscriptions of a channel get an error; the terminal ones (10, 25) end them.</summary>
sealed record ErrorFrame(string Channel, int Code) : Fault;

/// <summary>Connections are cut without a closing handshake.</summary>
sealed record CutConnections(FaultyVenue Venue) : Fault;

/// <summary>A fault that holds for a while.</summary>
abstract record LastingFault : Fault;

/// <summary>Half-open: connections stay up, nothing is sent or read.</summary>
sealed record Silence(FaultyVenue Venue) : LastingFault;

/// <summary>Connections take only so many bytes a second, in small pieces.</summary>
sealed record Drip(FaultyVenue Venue, int BytesPerSecond) : LastingFault;

/// <summary>Every REST request is refused with this status.</summary>
sealed record RestStatus(int Status) : LastingFault;

/// <summary>REST answers end in the middle.</summary>
sealed record TruncatedAnswers : LastingFault;

/// <summary>Listings hold at most so many items a page, whatever the limit asks for; their cursors lead on.</summary>
sealed record ShortPages(int Items) : LastingFault;

/// <summary>A trading pause: the exchange says so and takes no orders, cancels still work.</summary>
sealed record Maintenance : LastingFault;

/// <summary>Orders are accepted, and the answer never comes.</summary>
sealed record OrderTimeout : LastingFault;

/// <summary>Orders are accepted, and the answer says 201 with an empty object.</summary>
sealed record OrderWithoutBody : LastingFault;
