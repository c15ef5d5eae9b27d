using System.CommandLine;

namespace Kalshi.Client.Commands;

/// <summary>What a change says of itself on the record: who wants it and why, and on which account.</summary>
sealed class AuditedAction
{
    readonly Option<string> _reason = new("--reason") { Description = "Why; kept in the audit trail", Required = true };
    readonly Option<string> _actor = Who();
    readonly Option<string?>? _account;

    internal AuditedAction(Command command, Option<string?>? account = null)
    {
        _account = account;
        command.Options.Add(_reason);
        command.Options.Add(_actor);
        if (account is not null)
            command.Options.Add(account);
    }

    internal string? Reason(ParseResult parsed) => parsed.GetValue(_reason);

    internal string? Actor(ParseResult parsed) => parsed.GetValue(_actor);

    /// <summary>The request for a change that has nothing more to say.</summary>
    internal object Request(ParseResult parsed) =>
        new { Reason = Reason(parsed), Actor = Actor(parsed), Account = Account(parsed) };

    internal string? Account(ParseResult parsed) => _account is null ? null : parsed.GetValue(_account);

    internal static Option<string> Who() => new("--as") { Description = "Who (default: the user's name)", DefaultValueFactory = _ => Environment.UserName };

    internal static Option<string?> OfAccount() => new("--account") { Description = "paper or live (default: the one that takes trade for)" };
}
