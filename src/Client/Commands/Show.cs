using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary>How values look in the console.</summary>
static class Show
{
    /// <summary>A value of the answer by its path, e.g. <c>spot.price</c>; a dash when it is null or missing.</summary>
    internal static string Text(this JsonElement element, string path, string format = "0.####")
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return "–";
        }
        return element.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => "–",
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Number => element.GetDouble().ToString(format, CultureInfo.InvariantCulture),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => element.GetRawText(),
        };
    }

    internal static string Escaped(this JsonElement element, string path, string format = "0.####") =>
        Markup.Escape(element.Text(path, format));

    internal static bool Flag(this JsonElement element, string path) => element.Text(path) == "yes";

    /// <summary>Unix seconds as a time of day, UTC.</summary>
    internal static string Time(this JsonElement element, string path) =>
        long.TryParse(element.Text(path), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : "–";

    internal static Table Table(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new(title) };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.TrimStart('>')) { Alignment = column.StartsWith('>') ? Justify.Right : Justify.Left });
        return table;
    }
}
