using Kalshi.Grains;

namespace Kalshi.Silo.Safety;

/// <summary>What the operator's file switches off: the scopes that it names, separated by commas, blanks or lines; everything when it
/// names none.</summary>
/// <remarks>Whatever cannot be understood switches everything off: a file that cannot be read, a word that is no scope, a text that is
/// too long.</remarks>
static class KillSwitchFile
{
    const int MaxBytes = 4096;

    static readonly char[] Separators = [',', ' ', '\t', '\r', '\n'];

    static readonly string[] Everything = [GateScope.Global];

    /// <returns>In their order, each once; none when there is no file.</returns>
    internal static IReadOnlyList<string> ScopesOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
                return Everything;
            using var reader = new StreamReader(file);
            string[] scopes = [.. reader.ReadToEnd().Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal)];
            return scopes.Length == 0 || !scopes.All(GateScope.IsValid) ? Everything : scopes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Everything;
        }
    }
}
