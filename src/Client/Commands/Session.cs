using System.CommandLine;
using System.Text.Json;
using Kalshi.Client.Api;
using Spectre.Console;

namespace Kalshi.Client.Commands;

/// <summary>What every command shares: where the silo is, the form of the output, and how errors end.</summary>
sealed class Session
{
    const int Refused = 2;

    static readonly JsonSerializerOptions Indented = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    readonly Option<string> _url = new("--url")
    {
        Description = "The silo's address (default: OPERATIONS_URL, else http://127.0.0.1:8080)",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("OPERATIONS_URL") ?? "http://127.0.0.1:8080",
    };

    readonly Option<bool> _json = new("--json") { Description = "Print the answer as JSON", Recursive = true };

    internal Session(RootCommand root)
    {
        root.Options.Add(_url);
        root.Options.Add(_json);
    }

    /// <summary>Prints an answer as JSON if that is wanted.</summary>
    internal bool TryPrint<T>(ParseResult parsed, T answer)
    {
        var wanted = parsed.GetValue(_json);
        if (wanted)
            Console.WriteLine(JsonSerializer.Serialize(answer, Indented));
        return wanted;
    }

    /// <summary>Runs one query and shows its answer as a table, or as JSON.</summary>
    internal void Query(Command command, Func<ParseResult, string> path, Action<JsonElement> show) =>
        Run(command, (silo, parsed, stop) => silo.GetAsync(path(parsed), stop), show);

    /// <summary>Runs something that shows the silo until it is stopped.</summary>
    internal void Follow(Command command, Func<OperationsClient, CancellationToken, Task> follow) =>
        Act(command, (silo, _, stop) => follow(silo, stop));

    /// <summary>Runs something that shows its own progress and result.</summary>
    internal void Act(Command command, Func<OperationsClient, ParseResult, CancellationToken, Task> act) =>
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                await act(OperationsClient.Connect(parsed.GetValue(_url)!, Environment.GetEnvironmentVariable("OPERATIONS_TOKEN")), parsed, stop);
                return 0;
            }
            catch (OperationsException e)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
                return Refused;
            }
        });

    internal void Run(
        Command command, Func<OperationsClient, ParseResult, CancellationToken, Task<JsonElement>> ask, Action<JsonElement> show) =>
        Run(command, ask, show, _ => 0);

    /// <param name="verdict">The exit code that the answer means.</param>
    internal void Run(
        Command command, Func<OperationsClient, ParseResult, CancellationToken, Task<JsonElement>> ask, Action<JsonElement> show,
        Func<JsonElement, int> verdict) =>
        command.SetAction((parsed, stop) => AskAsync(parsed, silo => ask(silo, parsed, stop), show, verdict));

    /// <summary>Asks the silo and shows its answer.</summary>
    /// <returns>The exit code.</returns>
    internal async Task<int> AskAsync(
        ParseResult parsed, Func<OperationsClient, Task<JsonElement>> ask, Action<JsonElement> show, Func<JsonElement, int> verdict)
    {
        try
        {
            var silo = OperationsClient.Connect(parsed.GetValue(_url)!, Environment.GetEnvironmentVariable("OPERATIONS_TOKEN"));
            var answer = await ask(silo);
            if (!TryPrint(parsed, answer))
                show(answer);
            return verdict(answer);
        }
        catch (OperationsException e)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
            return Refused;
        }
    }
}
