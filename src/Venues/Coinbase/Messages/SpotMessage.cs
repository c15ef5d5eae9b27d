namespace Kalshi.Venues;

/// <summary>What a <see cref="CoinbaseFeed"/> says, in order of receipt. Each message of the venue yields at least one.</summary>
/// <param name="Session">Identity of the connection: Unix milliseconds of its opening, as text, never used twice by one feed.</param>
/// <param name="ReceivedAtMs">When the message was read, Unix milliseconds of our own clock.</param>
public abstract record SpotMessage(string Session, long ReceivedAtMs);
