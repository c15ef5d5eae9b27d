namespace Kalshi.Trading.Identity;

/// <summary>str.strip() as Python defines it.</summary>
static class PythonText
{
    internal static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return start == 0 && end == text.Length ? text : text[start..end];
    }

    /// <summary>Python counts the four ASCII separators as white space too.</summary>
    static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';
}
