using System.Text.RegularExpressions;

namespace Kalshi.Silo.Configuration;

/// <summary>A setting as the silo has read it.</summary>
/// <param name="Value">As it is used; a secret is masked.</param>
/// <param name="Range">What is allowed, in words; null where the text itself says what is wrong with it.</param>
/// <param name="Configured">False when nobody set it and the default is used.</param>
sealed partial record KnobReading(string Name, string? Value, string? Range, bool Configured)
{
    const string Mask = "***";

    /// <summary>A reading that can be shown to anybody.</summary>
    internal static KnobReading Of(string name, string? value, string? fallback, string? range) =>
        new(name, Shown(name, value ?? fallback), range, value is not null);

    static string? Shown(string name, string? value) =>
        value is null ? null
        : SecretNames().IsMatch(name) ? Mask
        : Passwords().Replace(value, Mask);

    [GeneratedRegex("(TOKEN|PASSWORD|SECRET|SEED|PRIVATE_KEY)$")]
    private static partial Regex SecretNames();

    // In an address between the user's name and the host, in a connection string behind its keyword.
    [GeneratedRegex(@"(?<=://[^:/@\s]*:)[^@/\s]+(?=@)|(?<=\b(?:password|pwd)\s*=\s*)(?:""[^""]*""|'[^']*'|[^;]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Passwords();
}
