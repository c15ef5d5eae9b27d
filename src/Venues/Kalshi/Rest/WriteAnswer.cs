using System.Net;

namespace Kalshi.Venues;

/// <summary>What came of a write.</summary>
/// <param name="Sent">false: the venue never heard of it.</param>
/// <param name="Status">null when there was no answer: then it is unknown whether the venue acted.</param>
/// <param name="Failure">Why there was no answer, or why it was not sent.</param>
readonly record struct WriteAnswer(bool Sent, HttpStatusCode? Status, ReadOnlyMemory<byte> Body, string? Failure, TimeSpan? RetryAfter)
{
    const int QuotedMax = 500;

    internal static WriteAnswer NotSent(string why) => new(false, null, default, why, null);

    internal static WriteAnswer Lost(string why) => new(true, null, default, why, null);

    internal bool IsSuccess => Status is HttpStatusCode.OK or HttpStatusCode.Created;

    /// <summary>A refusal by which the venue certainly did nothing.</summary>
    internal bool IsRefusal => Status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError;

    /// <summary>The venue's words, as they came.</summary>
    internal string Text => System.Text.Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, QuotedMax)]);

    /// <summary>What is known of it, for an outcome that is not.</summary>
    internal string Cause => Failure is null ? $"HTTP {(int)Status!}: {Text}" : Sent ? Failure : $"not sent: {Failure}";
}
