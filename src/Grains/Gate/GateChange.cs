using System.Security.Cryptography;
using System.Text;
using Kalshi.Grains.Events;

namespace Kalshi.Grains.Gate;

/// <summary>Changes of gates and limits as events.</summary>
static class GateChange
{
    /// <summary>Who changes what no person changes.</summary>
    internal const string System = "system";

    const int MaxReason = 2000;

    /// <summary>The id holds what the change says: a change whose event is stored but whose effect is not, because the process died or
    /// the database was away, must not lend its id to the next one.</summary>
    /// <param name="number">Of the scope's changes.</param>
    internal static OperatorAction Event(string scope, long number, long ts, string action, string actor, string reason)
    {
        var text = reason.Length > MaxReason ? reason[..MaxReason] : reason;
        var content = SHA256.HashData(Encoding.UTF8.GetBytes($"{ts}|{action}|{actor}|{text}"));
        return new($"{scope}:{number}:{Convert.ToHexStringLower(content[..6])}", scope, ts, action, actor, text);
    }
}
