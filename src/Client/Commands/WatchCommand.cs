using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi watch</c>: the whole screen, renewed every second until Ctrl-C.</summary>
static class WatchCommand
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    internal static Command Create(Session session)
    {
        var command = new Command("watch", "The whole screen: gate, ages, markets, decisions, positions, feeds; renewed every second until Ctrl-C");
        session.Follow(command, WatchAsync);
        return command;
    }

    static async Task WatchAsync(OperationsClient silo, CancellationToken stop)
    {
        // The terminal's second screen: what was there before comes back afterwards.
        AnsiConsole.Write(new ControlCode("\u001b[?1049h\u001b[H"));
        try
        {
            await AnsiConsole.Live(new Text("connecting…")).StartAsync(screen => RenewAsync(screen, silo, stop));
        }
        finally
        {
            AnsiConsole.Write(new ControlCode("\u001b[?1049l"));
        }
    }

    static async Task RenewAsync(LiveDisplayContext screen, OperationsClient silo, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            screen.UpdateTarget(await DrawAsync(silo, stop));
            await Task.Delay(Interval, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task<IRenderable> DrawAsync(OperationsClient silo, CancellationToken stop)
    {
        try
        {
            var status = await silo.GetAsync("api/status", stop);
            var markets = await silo.GetAsync("api/markets", stop);
            var decisions = await silo.GetAsync("api/opportunities?why=true", stop);
            var positions = await silo.GetAsync("api/positions", stop);
            return Screen(status, markets, decisions, positions);
        }
        catch (OperationsException e)
        {
            // Stays on: the silo may come back, and the screen must not show what was.
            return new Panel(new Markup($"[bold red]{Markup.Escape(e.Message)}[/]")).Header("no answer").Expand();
        }
    }

    static Layout Screen(JsonElement status, JsonElement markets, JsonElement decisions, JsonElement positions)
    {
        var rows = Math.Max(4, (AnsiConsole.Profile.Height - 20) / 2);
        var layout = new Layout().SplitRows(
            new Layout("gate").Size(GateHeight(status)),
            new Layout("vitals").Size(6),
            new Layout("middle").SplitColumns(new Layout("markets"), new Layout("decisions")),
            new Layout("bottom").SplitColumns(new Layout("positions"), new Layout("feeds")));
        layout["gate"].Update(Gate(status));
        layout["vitals"].Update(Vitals(status));
        layout["markets"].Update(Markets(markets, rows));
        layout["decisions"].Update(Decisions(decisions, rows));
        layout["positions"].Update(Positions(positions, rows));
        layout["feeds"].Update(Feeds(status));
        return layout;
    }

    static int GateHeight(JsonElement status) => 3 + Math.Max(1, status.GetProperty("gate").GetProperty("reasons").GetArrayLength());

    static Panel Gate(JsonElement status)
    {
        var gate = status.GetProperty("gate");
        var (words, colour) = gate.Text("mode") switch
        {
            "active" => ("trading allowed", Color.Green),
            "reducing" => ("NO NEW ENTRIES", Color.Yellow),
            _ => ("HALTED", Color.Red),
        };
        var reasons = gate.GetProperty("reasons").EnumerateArray()
            .Select(r => $"{r.Escaped("code")}: {r.Escaped("detail")}; ends by {r.Escaped("cleared_by")}")
            .DefaultIfEmpty("no reason against it");
        return new Panel(new Rows([
            new Markup($"[bold {colour.ToMarkup()}]{words}[/]   {status.Escaped("mode")}, grains on {status.Escaped("flavour")}"),
            .. reasons.Select(reason => new Markup(reason)),
        ])).Header("gate").BorderColor(colour).Expand();
    }

    static Table Vitals(JsonElement status)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false }.Expand();
        for (var i = 0; i < 4; i++)
            table.AddColumn("");
        table.AddRow($"spot [bold]{status.Escaped("spot.price")}[/]", $"{status.Escaped("spot.age_seconds", "0.0")} s old",
            $"sigma {status.Escaped("edges.sigma", "0.000")}", status.Escaped("edges.sigma_reason"));
        table.AddRow($"markets {status.Escaped("markets.tradable")} of {status.Escaped("markets.listed")}", $"oldest quote {status.Escaped("markets.oldest_quote_age_seconds", "0.0")} s",
            $"books {status.Escaped("markets.live_books")} live", $"{status.Escaped("markets.stale_books")} stale");
        table.AddRow($"edges {status.Escaped("edges.snapshots")}", $"{status.Escaped("edges.age_seconds", "0.0")} s ago",
            $"takes {status.Escaped("decisions.takes")}, withheld {status.Escaped("decisions.takes_withheld")}", $"orders {status.Escaped("decisions.orders")}");
        table.AddRow($"P&L $ {status.Escaped("positions.realized_pnl")}", $"cash $ {status.Escaped("positions.cash")}",
            $"writer {status.Escaped("writer.state")}, lag {status.Escaped("writer.lag")}", $"bus {status.Escaped("bus.published")} published");
        return table;
    }

    static Table Markets(JsonElement markets, int rows)
    {
        var table = Show.Table("Markets", "market", ">bid", ">ask", ">age", "book").Expand();
        foreach (var market in markets.EnumerateArray().Take(rows))
            table.AddRow(market.Escaped("market"), market.Escaped("quote.yes_bid"), market.Escaped("quote.yes_ask"), market.Escaped("quote_age_seconds", "0.0"), market.Escaped("book_state"));
        return table;
    }

    static Table Decisions(JsonElement decisions, int rows)
    {
        var table = Show.Table("Decisions", "market", "side", ">EV net", "why").Expand();
        var best = decisions.GetProperty("decisions").EnumerateArray()
            .OrderByDescending(d => d.Flag("would_trade")).ThenByDescending(d => d.TryGetProperty("ev_net", out var ev) && ev.ValueKind == JsonValueKind.Number ? ev.GetDouble() : double.MinValue);
        foreach (var decision in best.Take(rows))
        {
            table.AddRow(decision.Escaped("market"), decision.Escaped("side"), decision.Escaped("ev_net", "0.0000"),
                decision.Flag("would_trade") ? "[bold]TAKE[/]" : decision.Escaped("reason_not_eligible"));
        }
        return table;
    }

    static Table Positions(JsonElement positions, int rows)
    {
        var table = Show.Table("Positions", "market", "side", ">quantity", ">cost", ">fees").Expand();
        foreach (var position in positions.GetProperty("open").EnumerateArray().Take(rows))
            table.AddRow(position.Escaped("market"), position.Escaped("side"), position.Escaped("quantity"), position.Escaped("cost"), position.Escaped("fees"));
        return table;
    }

    static Table Feeds(JsonElement status)
    {
        var table = Show.Table("Feeds", "feed", "state", ">frames", ">dead letters", ">gaps").Expand();
        foreach (var feed in status.GetProperty("feeds").EnumerateArray())
            table.AddRow(feed.Escaped("name"), feed.Escaped("state"), feed.Escaped("frames_read"), feed.Escaped("dead_letters"), feed.Escaped("gaps"));
        return table;
    }
}
