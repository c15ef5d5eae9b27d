using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Kalshi.Venues.Tests;

/// <summary>Reads the part of YAML in which the venue writes its specifications: nested maps and lists by indentation, quoted and
/// plain scalars. Descriptions that go over several lines are left out.</summary>
sealed class SpecificationText
{
    readonly List<(int Indent, string Text)> _lines = [];
    int _at;

    SpecificationText(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            if (line.AsSpan().Trim().Length > 0 && !line.TrimStart().StartsWith('#'))
                _lines.Add((line.Length - line.TrimStart().Length, line.Trim()));
    }

    internal static JsonNode Read(string gzipped)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(gzipped), CompressionMode.Decompress));
        var text = new SpecificationText(reader.ReadToEnd().Split('\n'));
        return text.Block(text._lines[0].Indent)!;
    }

    JsonNode? Block(int indent) => IsItem(_lines[_at].Text) ? Items(indent) : Fields(indent);

    JsonArray Items(int indent)
    {
        var items = new JsonArray();
        while (_at < _lines.Count && _lines[_at].Indent == indent && IsItem(_lines[_at].Text))
        {
            var rest = _lines[_at].Text[1..].TrimStart();
            var inner = indent + _lines[_at].Text.Length - rest.Length;
            if (rest.Length == 0)
            {
                _at++;
                items.Add(_at < _lines.Count && _lines[_at].Indent > indent ? Block(_lines[_at].Indent) : null);
            }
            else if (IsItem(rest) || KeyOf(rest) is not null)
            {
                _lines[_at] = (inner, rest);
                items.Add(Block(inner));
            }
            else
            {
                _at++;
                SkipDeeper(indent);
                items.Add(Scalar(rest));
            }
        }
        return items;
    }

    JsonObject Fields(int indent)
    {
        var fields = new JsonObject();
        while (_at < _lines.Count && _lines[_at].Indent == indent && KeyOf(_lines[_at].Text) is { } key)
        {
            var value = _lines[_at].Text[(_lines[_at].Text.IndexOf(key.Colon, StringComparison.Ordinal) + key.Colon.Length)..].Trim();
            _at++;
            if (value.Length == 0 && _at < _lines.Count && (_lines[_at].Indent > indent || (_lines[_at].Indent == indent && IsItem(_lines[_at].Text))))
                fields[key.Name] = Block(_lines[_at].Indent);
            else
            {
                SkipDeeper(indent);
                fields[key.Name] = value is "" or ">" or ">-" or "|" or "|-" ? "" : Scalar(value);
            }
        }
        return fields;
    }

    void SkipDeeper(int indent)
    {
        while (_at < _lines.Count && _lines[_at].Indent > indent)
            _at++;
    }

    static bool IsItem(string text) => text == "-" || text.StartsWith("- ", StringComparison.Ordinal);

    static (string Name, string Colon)? KeyOf(string text)
    {
        var end = text[0] is '\'' or '"' ? text.IndexOf(text[0], 1) + 1 : text.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && end < text.Length && text[end] == ':' && (end + 1 == text.Length || text[end + 1] == ' ')
            ? (text[..end].Trim('\'', '"'), text[..(end + 1)]) : null;
    }

    static JsonNode? Scalar(string text) => text switch
    {
        "null" or "~" => null,
        "true" => true,
        "false" => false,
        "[]" => new JsonArray(),
        "{}" => new JsonObject(),
        ['\'', .. var quoted, '\''] => quoted.Replace("''", "'", StringComparison.Ordinal),
        ['"', .. var quoted, '"'] => quoted,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
