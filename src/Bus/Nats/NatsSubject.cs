namespace Kalshi.Bus.Nats;

/// <summary>Rules of subjects: tokens separated by dots, none empty, no blanks or control characters.</summary>
static class NatsSubject
{
    const int MaxLength = 512;

    /// <exception cref="ArgumentException">A wildcard, a blank, an empty token, or too long.</exception>
    internal static void RequirePublishable(string subject) => Require(subject, wildcards: false);

    /// <exception cref="ArgumentException">A blank, an empty token, a wildcard that is not a whole token, or too long.</exception>
    internal static void RequireSubscribable(string subject) => Require(subject, wildcards: true);

    /// <summary>Text that is no legal token loses its offending characters to <c>-</c>.</summary>
    internal static string SanitizeToken(string text) =>
        text.Length == 0 ? "-" : string.Create(Math.Min(text.Length, 128), text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is > ' ' and < '\x7f' and not ('.' or '*' or '>') ? source[i] : '-';
        });

    static void Require(string subject, bool wildcards)
    {
        if (subject.Length is 0 or > MaxLength)
            throw new ArgumentException($"a subject has 1 to {MaxLength} characters, this one {subject.Length}");
        var tokenStart = 0;
        for (var i = 0; i <= subject.Length; i++)
        {
            if (i == subject.Length || subject[i] == '.')
            {
                if (i == tokenStart)
                    throw new ArgumentException($"subject '{subject}' has an empty token");
                tokenStart = i + 1;
            }
            else if (subject[i] is <= ' ' or '\x7f')
            {
                throw new ArgumentException($"subject '{subject}' has a blank or control character at {i}");
            }
            else if (subject[i] is '*' or '>' && !(wildcards && IsWholeToken(subject, i)))
            {
                throw new ArgumentException($"subject '{subject}' has a wildcard at {i} where none is allowed");
            }
        }
    }

    static bool IsWholeToken(string subject, int i) =>
        (i == 0 || subject[i - 1] == '.')
        && (subject[i] == '>' ? i == subject.Length - 1 : i == subject.Length - 1 || subject[i + 1] == '.');
}
