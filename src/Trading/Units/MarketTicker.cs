namespace Kalshi.Trading;

/// <summary>A venue's market ticker, e.g. <c>KXBTCD-26FEB1317-T66249.99</c>: upper-case letters, digits, '-' and '.', at most 128.</summary>
public readonly record struct MarketTicker
{
    const int MaxLength = 128;

    readonly string? _value;

    MarketTicker(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>The series is what precedes the first dash: <c>KXBTCD</c>.</summary>
    public string Series => Value.IndexOf('-') is >= 0 and var dash ? Value[..dash] : Value;

    /// <exception cref="FormatException">Empty, too long, or a character that no ticker has.</exception>
    public static MarketTicker Parse(string text, string field) =>
        TryParse(text, out var ticker) ? ticker : throw new FormatException($"{field}: '{Excerpt.Of(text)}' is not a market ticker");

    public static bool TryParse(string? text, out MarketTicker ticker)
    {
        var ok = text is { Length: > 0 and <= MaxLength };
        for (var i = 0; ok && i < text!.Length; i++)
            ok = char.IsAsciiLetterUpper(text[i]) || char.IsAsciiDigit(text[i]) || text[i] is '-' or '.';
        ticker = ok ? new(text!) : default;
        return ok;
    }

    public override string ToString() => Value;
}
