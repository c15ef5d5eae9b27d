namespace Kalshi.VenueSimulator;

/// <summary>Whose bids: a market's book holds bids to buy YES and bids to buy NO, never asks.</summary>
enum BookSide
{
    Yes,
    No,
}

static class BookSides
{
    internal static string Wire(this BookSide side) => side == BookSide.Yes ? "yes" : "no";

    internal static BookSide Opposite(this BookSide side) => side == BookSide.Yes ? BookSide.No : BookSide.Yes;

    /// <exception cref="FormatException">Neither "yes" nor "no".</exception>
    internal static BookSide Parse(string text, string field) => text switch
    {
        "yes" => BookSide.Yes,
        "no" => BookSide.No,
        _ => throw new FormatException($"{field}: '{text}' is neither yes nor no"),
    };
}
