using System.Text;
using System.Text.Unicode;
using Kalshi.Bus;

namespace Kalshi.Silo.Operations;

/// <summary>A dead letter as the API shows it.</summary>
/// <param name="Body">The bytes as text where they are UTF-8; else null.</param>
/// <param name="BodyBase64">The bytes where they are no text; else null.</param>
sealed record DeadLetterView(
    long Sequence, long StoredMs, string Subject, string Origin, string Reason, string? OriginStream, long? OriginSequence, string? Identity,
    int Size, string? Body, string? BodyBase64, DeadLetterMark? Handled)
{
    const int ShownInList = 200;

    internal static DeadLetterView Of(DeadLetter letter)
    {
        var isText = Utf8.IsValid(letter.Body.Span);
        return new(
            letter.Sequence, letter.Stored.ToUnixTimeMilliseconds(), letter.Subject, letter.Origin, letter.Reason, letter.OriginStream,
            letter.OriginSequence, letter.Identity, letter.Body.Length, isText ? Encoding.UTF8.GetString(letter.Body.Span) : null,
            isText ? null : Convert.ToBase64String(letter.Body.Span), letter.Handled);
    }

    /// <summary>The same with the beginning of its body only.</summary>
    internal DeadLetterView Shortened() => this with
    {
        Body = Body is { Length: > ShownInList } text ? $"{text[..ShownInList]}…" : Body,
        BodyBase64 = BodyBase64 is { Length: > ShownInList } bytes ? $"{bytes[..ShownInList]}…" : BodyBase64,
    };
}
