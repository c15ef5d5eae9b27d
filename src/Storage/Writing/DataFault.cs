using System.Text;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>Tells "this row cannot be stored" from "the database is not well": the first is the event's end, the second is
/// tried again for ever.</summary>
static class DataFault
{
    /// <summary>SQLSTATE classes 22 (data), 23 (integrity) and 54 (size limits), and text that is not Unicode.</summary>
    internal static bool Is(Exception e) => e switch
    {
        PostgresException refused => refused.SqlState[..2] is "22" or "23" or "54",
        EncoderFallbackException or OverflowException => true,
        _ => false,
    };

    /// <summary>The statement took too long, which fewer rows may not.</summary>
    internal static bool IsTimeout(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled };

    internal static string Reason(Exception e) => e is PostgresException refused
        ? $"PostgreSQL refused it: {refused.SqlState} {refused.MessageText}{(refused.Detail is { } detail ? ": " + detail : "")}"
        : $"PostgreSQL cannot take it: {e.Message}";
}
