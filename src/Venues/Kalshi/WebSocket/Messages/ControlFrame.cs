using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>The venue's answer to one of the feed's own commands, or an error it raised by itself.</summary>
/// <param name="CommandId">Which command; null when the venue spoke unasked.</param>
/// <param name="Sequence">Answers on a numbered subscription take a number of it.</param>
/// <param name="Channel">Of a <see cref="ControlKind.Subscribed"/>.</param>
/// <param name="Code">Of a <see cref="ControlKind.Error"/>: the venue's error code.</param>
/// <param name="Text">Of a <see cref="ControlKind.Error"/>: the venue's words.</param>
/// <param name="Tickers">The subscription's markets after the command, or those that an error is about.</param>
/// <param name="Subscriptions">Answer to a listing: subscription id and channel; null in every other answer.</param>
public sealed record ControlFrame(
    string Session,
    long ReceivedAtMs,
    ControlKind Kind,
    long? CommandId,
    int? Sid,
    long? Sequence,
    string? Channel,
    int? Code,
    string? Text,
    IReadOnlyList<MarketTicker> Tickers,
    IReadOnlyList<(int Sid, string Channel)>? Subscriptions) : FeedMessage(Session, ReceivedAtMs);
