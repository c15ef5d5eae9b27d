namespace Kalshi.Grains.Orders;

/// <summary>Which account trades where.</summary>
/// <param name="venues">Venue by account: <c>paper</c>, <c>live</c>.</param>
public sealed class OrderVenues(IReadOnlyDictionary<string, IOrderVenue> venues)
{
    /// <summary>Accounts that can trade.</summary>
    public IReadOnlyList<string> Accounts { get; } = [.. venues.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The venue of an account.</summary>
    /// <exception cref="InvalidOperationException">This process trades no such account.</exception>
    public IOrderVenue Of(string account) => Find(account)
        ?? throw new InvalidOperationException($"account '{account}' has no venue in this process; there are {string.Join(", ", Accounts)}");

    /// <summary>Null when this process trades no such account.</summary>
    public IOrderVenue? Find(string account) => venues.GetValueOrDefault(account);
}
