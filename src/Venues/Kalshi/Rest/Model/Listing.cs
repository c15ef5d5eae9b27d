namespace Kalshi.Venues;

/// <summary>All pages of a list. An item that cannot be read does not hide the others.</summary>
/// <param name="Rejected">What could not be read, with the reason: the field and its value.</param>
/// <param name="IsComplete">false when the venue had more: then an item's absence proves nothing.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, IReadOnlyList<string> Rejected, bool IsComplete);
