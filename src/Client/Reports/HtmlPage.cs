using System.Globalization;
using System.Net;
using System.Text;

namespace Kalshi.Client.Reports;

/// <summary>Reports as one page that needs nothing else: no script, no font, no address.</summary>
static class HtmlPage
{
    const string Style = """
        :root { --ink: #1c2330; --soft: #697386; --rule: #e3e7ee; --paper: #fff; --s0: #2563eb; --s1: #d97706; --s2: #059669; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #93a0b4; --rule: #2b3342; --paper: #12161e; --s0: #6ea8fe; --s1: #f6ad55; --s2: #34d399; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 1240px; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; border-bottom: 1px solid var(--rule); } h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
        p, .legend { color: var(--soft); margin: .1rem 0 .6rem; font-size: .88rem; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 1rem 2rem; }
        svg { width: 100%; max-width: 640px; height: auto; } .label { font-size: 11px; fill: var(--soft); } polyline { fill: none; }
        .grid { stroke: var(--rule); } .axis { stroke: var(--soft); } .diagonal { stroke: var(--soft); stroke-dasharray: 4 4; } .line { stroke-width: 2; }
        rect.s0, circle.s0 { fill: var(--s0); } rect.s1, circle.s1 { fill: var(--s1); } rect.s2, circle.s2 { fill: var(--s2); } circle { fill-opacity: .8; }
        polyline.s0 { stroke: var(--s0); } polyline.s1 { stroke: var(--s1); } polyline.s2 { stroke: var(--s2); }
        .key { display: inline-block; width: .7em; height: .7em; border-radius: 2px; margin: 0 .35em 0 .9em; } .key.s0 { background: var(--s0); } .key.s1 { background: var(--s1); } .key.s2 { background: var(--s2); }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .88rem; }
        th, td { padding: .25rem .55rem; border-bottom: 1px solid var(--rule); text-align: left; white-space: nowrap; } .right { text-align: right; } th { color: var(--soft); font-weight: 600; white-space: normal; vertical-align: bottom; }
        .tables { display: flex; flex-wrap: wrap; gap: 0 3rem; } .tables > div { min-width: 0; }
        """;

    internal static string Render(string subtitle, IReadOnlyList<Report> reports)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Kalshi.Orleans report</title>\n<style>\n{Style}\n</style></head><body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Kalshi.Orleans report</h1><p>{Escape(subtitle)}</p>\n");
        foreach (var report in reports)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Escape(report.Title)}</h2>\n<div class=\"plots\">\n");
            foreach (var plot in report.Plots)
                Append(page, plot);
            page.Append("</div>\n<div class=\"tables\">\n");
            foreach (var table in report.Tables)
                Append(page, table);
            page.Append("</div>\n");
        }
        return page.Append("</body></html>\n").ToString();
    }

    static void Append(StringBuilder page, Plot plot)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div><h3>{Escape(plot.Title)}</h3><p>{Escape(plot.Caption)}</p>{SvgPlot.Render(plot)}");
        if (plot.Series.Count > 1)
        {
            var keys = plot.Series.Select((series, i) => $"<span class=\"key s{i}\"></span>{Escape(series.Name)}");
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"legend\">{string.Concat(keys)}</div>");
        }
        page.Append("</div>\n");
    }

    static void Append(StringBuilder page, ReportTable table)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div><h3>{Escape(table.Title)}</h3><div class=\"wide\"><table><tr>");
        foreach (var column in table.Columns)
            page.Append(CultureInfo.InvariantCulture, $"<th{Alignment(column)}>{Escape(column.TrimStart('>'))}</th>");
        page.Append("</tr>\n");
        foreach (var row in table.Rows)
        {
            page.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
                page.Append(CultureInfo.InvariantCulture, $"<td{Alignment(table.Columns[i])}>{Escape(row[i])}</td>");
            page.Append("</tr>\n");
        }
        page.Append("</table></div></div>\n");
    }

    static string Alignment(string column) => column.StartsWith('>') ? " class=\"right\"" : "";

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
