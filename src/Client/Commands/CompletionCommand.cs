using System.CommandLine;

namespace Kalshi.Client.Commands;

/// <summary><c>kalshi completion bash|zsh</c>: what makes a shell complete the console's words.</summary>
static class CompletionCommand
{
    // The console itself knows its words: [suggest:N] prints those that fit at the N-th character of a line.
    const string Bash = """
        _kalshi() {
          local line=${COMP_LINE#* } at=$((COMP_POINT - ${#COMP_WORDS[0]} - 1))
          mapfile -t COMPREPLY < <("${COMP_WORDS[0]}" "[suggest:$at]" "$line" 2>/dev/null)
        }
        complete -F _kalshi kalshi ./kalshi
        """;

    const string Zsh = """
        _kalshi() {
          local line="${words[2,-1]}"
          compadd -- ${(f)"$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)"}
        }
        compdef _kalshi kalshi ./kalshi
        """;

    internal static Command Create()
    {
        var command = new Command("completion", "What makes a shell complete these commands, e.g. eval \"$(kalshi completion bash)\"");
        foreach (var (shell, script) in (ReadOnlySpan<(string, string)>)[("bash", Bash), ("zsh", Zsh)])
        {
            var sub = new Command(shell, $"For {shell}");
            sub.SetAction(_ => Console.WriteLine(script));
            command.Subcommands.Add(sub);
        }
        return command;
    }
}
