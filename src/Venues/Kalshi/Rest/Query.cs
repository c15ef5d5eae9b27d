using System.Globalization;
using System.Text;

namespace Kalshi.Venues;

/// <summary>Writes the path of a call with its query.</summary>
static class Query
{
    /// <param name="parameters">Those without a value are left out; truth is written in small letters, numbers without a culture.</param>
    internal static string Of(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var query = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null)
                continue;
            var text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            query.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(text));
            separator = '&';
        }
        return query.ToString();
    }

    /// <summary>One segment of a path.</summary>
    internal static string Segment(string text) => Uri.EscapeDataString(text);

    /// <summary>As <see cref="Of"/>, continued at a cursor; empty starts at the first page.</summary>
    internal static string At(string query, string cursor) =>
        cursor.Length == 0 ? query : $"{query}{(query.Contains('?') ? '&' : '?')}cursor={Uri.EscapeDataString(cursor)}";
}
