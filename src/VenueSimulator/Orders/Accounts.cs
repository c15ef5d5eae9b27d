namespace Kalshi.VenueSimulator;

/// <summary>Every key's account, and what its owner is told.</summary>
sealed class Accounts(Exchange exchange, decimal startingBalance)
{
    readonly SortedDictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<Account> All => _accounts.Values;

    /// <summary>The key's account, which it has from its first use.</summary>
    internal Account Of(string keyId)
    {
        if (!_accounts.TryGetValue(keyId, out var account))
            _accounts.Add(keyId, account = new(keyId, startingBalance));
        return account;
    }

    /// <summary>Pays out what is held of a market.</summary>
    internal void Settle(Market market)
    {
        foreach (var account in _accounts.Values)
        {
            account.Settle(market, exchange.Session.Now);
            Publish(account, market.Terms.Ticker);
        }
    }

    internal void Publish(Order order) => exchange.Publish(new(
        Channels.UserOrders, "user_order", order.Request.Ticker, () => PrivateBodies.Order(order))
    { Recipient = order.KeyId });

    internal void Publish(Fill fill)
    {
        var account = Of(fill.Order.KeyId);
        var ticker = fill.Order.Request.Ticker;
        var net = account.PositionIn(ticker).Net;
        exchange.Publish(new(Channels.Fill, "fill", ticker, () => PrivateBodies.Fill(fill, net)) { Recipient = account.KeyId });
        Publish(account, ticker);
    }

    internal void Publish(string keyId, OrderGroup group, string eventType) => exchange.Publish(new(
        Channels.OrderGroups, "order_group_updates", null, () => PrivateBodies.Group(group, eventType))
    { Recipient = keyId });

    void Publish(Account account, string ticker) => exchange.Publish(new(
        Channels.Positions, "market_position", ticker, () => PrivateBodies.Position(account.KeyId, account.PositionIn(ticker)))
    { Recipient = account.KeyId });
}
