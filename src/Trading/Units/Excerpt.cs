using System.Text;

namespace Kalshi.Trading;

/// <summary>Text from outside in an error message: of bounded length, and without the line breaks that would forge a log line.</summary>
static class Excerpt
{
    const int MaxLength = 40;

    internal static string Of(ReadOnlySpan<byte> text) =>
        Of(Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxLength + 1)]));

    internal static string Of(string? text)
    {
        text ??= "";
        var shown = text.Length > MaxLength ? text[..MaxLength] + "..." : text;
        return string.Create(shown.Length, shown, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '?' : source[i];
        });
    }
}
