namespace Kalshi.Storage;

/// <summary>The connection broke while PostgreSQL was asked to commit: it may have, or not. Whoever connects next can ask.</summary>
/// <param name="began">When the transaction began, by the clock of the database; its rows bear it as <c>stored_at</c>.</param>
/// <param name="rows">The rows of the transaction.</param>
/// <param name="inserted">Those of them that are new, if it was committed.</param>
sealed class UnknownCommitException(
    DateTime began, ArraySegment<EventRow> rows, IReadOnlyList<EventRow> inserted, Exception inner)
    : Exception("the connection broke during a commit", inner)
{
    internal DateTime Began { get; } = began;

    internal ArraySegment<EventRow> Rows { get; } = rows;

    internal IReadOnlyList<EventRow> Inserted { get; } = inserted;
}
