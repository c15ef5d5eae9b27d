namespace Kalshi.Venues;

/// <summary>One page of a list, for readers that remember how far they came. An item that cannot be read does not hide the others.</summary>
/// <param name="Rejected">What could not be read, with the reason: the field and its value.</param>
/// <param name="Next">Cursor of the page after it; empty on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, IReadOnlyList<string> Rejected, string Next)
{
    public bool IsLast => Next.Length == 0;
}
