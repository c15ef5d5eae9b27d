namespace Kalshi.Trading.Execution;

/// <summary>What became of a take on paper: one contract at the side's ask, or a reason.</summary>
/// <param name="OrderId"><c>paper:{decision key}</c>.</param>
/// <param name="FillId"><c>{order}:open</c>; null when rejected.</param>
/// <param name="PriceCents">The side's ask; null when the decision had none, which is no reason to refuse it.</param>
/// <param name="Reason">One of <see cref="EntryRejection"/>; null when filled.</param>
public sealed record PaperEntry(string OrderId, string? FillId, MarketTicker Market, Side? Side, double? PriceCents, string? Reason)
{
    /// <summary>filled or rejected.</summary>
    public string Status => Reason is null ? "filled" : "rejected";
}
