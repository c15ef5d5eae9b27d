using System.Text.Json;

namespace Kalshi.Client.Reports;

/// <summary>A report as it is shown, in the terminal or on a page.</summary>
sealed record Report(string Title, IReadOnlyList<ReportTable> Tables, IReadOnlyList<Plot> Plots);

/// <param name="Columns">A leading <c>&gt;</c> aligns to the right.</param>
sealed record ReportTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>A row of the table for each row of the answer, each column with how its cells are made.</summary>
    internal static ReportTable Of(string title, JsonElement[] rows, params (string Column, Func<JsonElement, string> Cell)[] columns) => new(
        title, [.. columns.Select(c => c.Column)], [.. rows.Select(row => (string[])[.. columns.Select(c => c.Cell(row))])]);
}
