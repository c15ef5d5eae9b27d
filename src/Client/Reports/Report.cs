namespace Kalshi.Client.Reports;

/// <summary>A report as it is shown, in the terminal or on a page.</summary>
sealed record Report(string Title, IReadOnlyList<ReportTable> Tables, IReadOnlyList<Plot> Plots);

/// <param name="Columns">A leading <c>&gt;</c> aligns to the right.</param>
sealed record ReportTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
