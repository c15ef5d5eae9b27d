using Kalshi.Trading;

namespace Kalshi.Grains;

/// <summary>The canonical YES book, best level first; empty sides unless the state is live.</summary>
/// <param name="ContentHash">Equal for equal books, for comparing runs.</param>
[GenerateSerializer, Immutable, Alias("kalshi.view.book")]
public sealed record BookView(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] string State,
    [property: Id(2)] string? Reason,
    [property: Id(3)] long? Sequence,
    [property: Id(4)] long? TsMs,
    [property: Id(5)] IReadOnlyList<BookRow> YesBids,
    [property: Id(6)] IReadOnlyList<BookRow> YesAsks,
    [property: Id(7)] string ContentHash);

[GenerateSerializer, Immutable, Alias("kalshi.view.book_row")]
public readonly record struct BookRow(
    [property: Id(0)] Price Price,
    [property: Id(1)] Quantity Size);
