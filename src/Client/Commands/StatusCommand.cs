using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi status</c>: one glance.</summary>
static class StatusCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("status", "Mode, gate, ages, feeds, writer and the balance of events");
        session.Query(command, _ => "api/status", Render);
        return command;
    }

    static void Render(JsonElement status)
    {
        var gate = status.GetProperty("gate");
        GateCommand.Render(gate);

        var overview = Show.Table("Overview", "", ">");
        overview.HideHeaders();
        overview.AddRow("mode", status.Escaped("mode"));
        overview.AddRow("grains on", status.Escaped("flavour"));
        overview.AddRow($"spot {status.Escaped("spot.product_id")}", $"{status.Escaped("spot.price", "0.00")} ({status.Escaped("spot.age_seconds", "0.0")} s old)");
        overview.AddRow("markets listed / tradable / live books", $"{status.Escaped("markets.listed")} / {status.Escaped("markets.tradable")} / {status.Escaped("markets.live_books")}");
        overview.AddRow("oldest quote of a tradable market", $"{status.Escaped("markets.oldest_quote_age_seconds", "0.0")} s");
        overview.AddRow("sigma", $"{status.Escaped("edges.sigma", "0.000")} ({status.Escaped("edges.sigma_reason")})");
        overview.AddRow("edges in the last tick", $"{status.Escaped("edges.snapshots")} ({status.Escaped("edges.age_seconds", "0.0")} s ago)");
        overview.AddRow("takes / withheld / orders", $"{status.Escaped("decisions.takes")} / {status.Escaped("decisions.takes_withheld")} / {status.Escaped("decisions.orders")}");
        overview.AddRow("open positions, realised P&L", $"{status.Escaped("positions.open")}, $ {status.Escaped("positions.realized_pnl")}");
        AnsiConsole.Write(overview);

        var feeds = Show.Table("Feeds", "feed", "state", ">frames", ">data", ">published", ">duplicate", ">dead letter", ">in flight", ">gaps", "balanced");
        foreach (var feed in status.GetProperty("feeds").EnumerateArray())
        {
            feeds.AddRow(feed.Escaped("name"), feed.Escaped("state"), feed.Escaped("frames_read"), feed.Escaped("data_frames"),
                feed.Escaped("published"), feed.Escaped("duplicates"), feed.Escaped("dead_letters"), feed.Escaped("in_flight"),
                feed.Escaped("gaps"), feed.Flag("balanced") ? "[green]yes[/]" : "[yellow]not yet[/]");
        }
        AnsiConsole.Write(feeds);

        var writer = status.GetProperty("writer");
        AnsiConsole.MarkupLine($"writer: {writer.Escaped("state")}, {writer.Escaped("inserted")} stored, {writer.Escaped("already_stored")} already there, lag {writer.Escaped("lag")} events");
        BusLines.Render(status.GetProperty("bus"));
    }
}
