namespace Kalshi.Venues;

/// <summary>What the Kalshi feed says, in order of receipt. Each data frame of the venue yields exactly one message;
/// <see cref="ContinuityLost"/> comes on top, right before the frame that revealed the loss.</summary>
/// <param name="Session">Identity of the connection: Unix milliseconds of its opening, as text, never used twice by one feed.
/// Sequences of different sessions have nothing to do with each other.</param>
/// <param name="ReceivedAtMs">When the frame was read, Unix milliseconds of our own clock.</param>
public abstract record FeedMessage(string Session, long ReceivedAtMs);
