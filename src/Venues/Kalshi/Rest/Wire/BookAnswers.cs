using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

// Books on the wire (OpenAPI, tag market).

sealed record BookEnvelope(BookSides OrderbookFp) : Answer
{
    // Cents of before 2026, harmless beside their successor.
    internal override bool IsKnown(string name) => name is "orderbook";
}

sealed record BooksAnswer(JsonElement[] Orderbooks) : Answer;

sealed record BookOfMarket(MarketTicker Ticker, BookSides OrderbookFp) : Answer;

/// <summary>A side is null when it is empty.</summary>
sealed record BookSides(BookLevel[]? YesDollars, BookLevel[]? NoDollars) : Answer;
