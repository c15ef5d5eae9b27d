using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Kalshi.Storage;

/// <summary>One step of the schema: <c>0001_orleans.sql</c>.</summary>
/// <param name="Checksum">SHA-256 of the text in lower-case hex.</param>
sealed record Migration(int Version, string Name, string Sql, string Checksum)
{
    internal static Migration Of(string fileName, string sql)
    {
        var stem = Path.GetFileNameWithoutExtension(fileName);
        if (stem.Length < 6 || stem[4] != '_' || !int.TryParse(stem.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new FormatException($"migration '{fileName}': its name is not NNNN_name.sql");
        // A checkout with other line ends is the same migration.
        var text = sql.ReplaceLineEndings("\n");
        return new(version, stem[5..], text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The migrations of this build, by version.</summary>
    internal static IReadOnlyList<Migration> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                return Of(name, reader.ReadToEnd());
            })
            .OrderBy(migration => migration.Version)];
    }
}
