namespace Kalshi.Storage;

/// <summary>The connection broke while PostgreSQL was asked to commit: it may have, or not. Whoever connects next can ask.</summary>
/// <param name="transactionId">For <c>pg_xact_status</c>.</param>
/// <param name="rows">The rows of the transaction.</param>
/// <param name="inserted">Those of them that are new, if it was committed.</param>
sealed class UnknownCommitException(
    string transactionId, ArraySegment<EventRow> rows, IReadOnlyList<EventRow> inserted, Exception inner)
    : Exception("the connection broke during a commit", inner)
{
    internal string TransactionId { get; } = transactionId;

    internal ArraySegment<EventRow> Rows { get; } = rows;

    internal IReadOnlyList<EventRow> Inserted { get; } = inserted;
}
