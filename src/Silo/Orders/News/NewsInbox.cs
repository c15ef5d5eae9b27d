using Kalshi.Venues;

namespace Kalshi.Silo.Orders;

/// <summary>What the venue's news asks us to look at, each thing once however often it is told.</summary>
/// <param name="accounts">The accounts that trade with the key.</param>
sealed class NewsInbox(IReadOnlyCollection<string> accounts)
{
    /// <summary>Beyond so many, all are looked at: it costs less than asking one by one.</summary>
    internal const int OrdersMax = 256;

    readonly Lock _gate = new();
    readonly HashSet<string> _orders = [];
    bool _all;
    bool _settled;

    internal void Take(FeedMessage message)
    {
        lock (_gate)
        {
            switch (message)
            {
                // Orders of others on this key are reconciliation's business.
                case OwnOrderFrame order:
                    Add(order.ClientOrderId);
                    break;
                case OwnFillFrame { ClientOrderId: { } id }:
                    Add(id);
                    break;
                case OwnPositionFrame position:
                    _settled |= position.Position.IsZero;
                    break;
                // What is not said, or was said while nobody listened, may be about any of them.
                case OwnFillFrame or OrderGroupFrame or ContinuityLost or MalformedFrame or ControlFrame { Kind: ControlKind.Subscribed }:
                    _all = true;
                    break;
            }
        }
    }

    /// <summary>Empties it.</summary>
    internal Asked Drain()
    {
        lock (_gate)
        {
            var asked = new Asked(_all || _orders.Count > OrdersMax, [.. _orders.Order(StringComparer.Ordinal)], _settled);
            (_all, _settled) = (false, false);
            _orders.Clear();
            return asked;
        }
    }

    void Add(string clientOrderId)
    {
        // One more than the limit tells that it was passed.
        if (_orders.Count <= OrdersMax && accounts.Any(account => clientOrderId.StartsWith(account + ":", StringComparison.Ordinal)))
            _orders.Add(clientOrderId);
    }

    /// <param name="All">Every order that has not ended.</param>
    /// <param name="Orders">Client order ids.</param>
    /// <param name="Settled">A position is gone: a trade closed it, or a settlement.</param>
    internal sealed record Asked(bool All, IReadOnlyList<string> Orders, bool Settled);
}
