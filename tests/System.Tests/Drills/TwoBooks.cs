using System.Globalization;
using System.Text.Json;
using Kalshi.Trading;
using Kalshi.Venues;
using Npgsql;
using Xunit.Sdk;

namespace Kalshi.System.Tests.Drills;

/// <summary>What the silo and its record say of the paper account, beside what the venue says.</summary>
/// <param name="startingBalance">Dollars that the venue gave the key at its first use.</param>
sealed class TwoBooks(KalshiOrders venue, string dsn, VenueLine line, long startingBalance)
{
    // Every price times its contracts, rounded as the ledger does: against us.
    const string RecordedCash = """
        SELECT to_char(COALESCE(sum(CASE action
                WHEN 'open' THEN -ceil(price * quantity * 10000) / 10000 - fee
                ELSE floor(price * quantity * 10000) / 10000 - fee END), 0), 'FM999999990.0000')
        FROM event_store.execution_fill_latest
        """;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Waits until nothing contradicts: no order twice, none without a record, positions equal, money to the cent.</summary>
    internal Task UntilTheyAgreeAsync(SiloUnderTest silo) => Eventually.SeenAsync(
        "the books agree", () => DifferenceOrFaultAsync(silo), difference => difference is null, Patience, silo.Log);

    /// <summary>Orders at the venue under each client order id.</summary>
    internal async Task<IReadOnlyDictionary<string, int>> OrdersAtVenueAsync()
    {
        var orders = await venue.OrdersAsync(null, null, null, CancellationToken.None);
        Assert.True(orders.IsComplete);
        return orders.Items.GroupBy(o => o.ClientOrderId).ToDictionary(g => g.Key, g => g.Count());
    }

    // A venue that fails on purpose, or a silo on a busy machine, may not answer: then nothing is known yet.
    async Task<string?> DifferenceOrFaultAsync(SiloUnderTest silo)
    {
        try
        {
            return await DifferenceAsync(silo);
        }
        catch (Exception e) when (e is KalshiRestException or HttpRequestException or NpgsqlException or XunitException)
        {
            return e.Message;
        }
    }

    async Task<string?> DifferenceAsync(SiloUnderTest silo)
    {
        var open = await silo.GetAsync("api/orders?account=paper");
        if (open.GetArrayLength() > 0)
            return $"not ended: {open}";
        var reconciliation = await silo.GetAsync("api/reconcile?account=paper");
        if (reconciliation.GetProperty("state").GetString() != "green" || reconciliation.GetProperty("fault").ValueKind != JsonValueKind.Null)
            return $"reconciliation: {reconciliation}";
        return await OrdersAsync() ?? await FillsAsync() ?? await FindingsAsync()
            ?? await HoldingsAsync(await silo.GetAsync("api/positions"));
    }

    async Task<string?> OrdersAsync()
    {
        var recorded = (await RowsAsync("SELECT order_id FROM event_store.execution_order_latest")).ToHashSet();
        var atVenue = await OrdersAtVenueAsync();
        return line.Placements.FirstOrDefault(p => p.Value != 1) is { Key: not null } again ? $"{again.Key} was sent {again.Value} times"
            : atVenue.FirstOrDefault(o => o.Value != 1) is { Key: not null } twice ? $"{twice.Key} is {twice.Value} orders at the venue"
            : atVenue.Keys.FirstOrDefault(id => !recorded.Contains(id)) is { } unknown ? $"{unknown} is at the venue and not on the record"
            : null;
    }

    async Task<string?> FillsAsync()
    {
        var fills = await venue.FillsAsync(null, null, CancellationToken.None);
        if (!fills.IsComplete)
            return "fills: the venue's listing is not complete";
        var theirs = fills.Items.Select(f => $"{f.FillId} {f.Count}").ToHashSet();
        var ours = (await RowsAsync("""
            SELECT fill_id || ' ' || trim(to_char(quantity, '99999999990.00')) FROM event_store.execution_fill_latest WHERE action <> 'settle'
            """)).ToHashSet();
        return theirs.SetEquals(ours) ? null
            : $"fills only at the venue: {string.Join(", ", theirs.Except(ours))}; only on the record: {string.Join(", ", ours.Except(theirs))}";
    }

    async Task<string?> FindingsAsync() =>
        (await RowsAsync("SELECT kind || ' ' || subject || ': ' || ours || ', ' || venues FROM event_store.reconciliation_finding")) is { Count: > 0 } found
            ? $"findings: {string.Join("; ", found)}"
            : null;

    async Task<string?> HoldingsAsync(JsonElement account)
    {
        var positions = await venue.PositionsAsync(CancellationToken.None);
        var balance = await venue.BalanceAsync(CancellationToken.None);
        var theirs = string.Join(", ", positions.Items.Where(p => !p.Position.IsZero).Select(p => $"{p.Ticker} {p.Position}").Order(StringComparer.Ordinal));
        var ours = string.Join(", ", account.GetProperty("open").EnumerateArray().Select(Held).Order(StringComparer.Ordinal));
        // The venue tells its balance in whole cents, rounded down; nothing rests.
        var cash = Money.Parse(account.GetProperty("cash").GetString()!, "cash") + Money.FromSteps(startingBalance * Money.Scale);
        var cents = (long)Math.Floor((decimal)cash.Steps * 100 / Money.Scale);
        var recorded = Money.Parse((await RowsAsync(RecordedCash)).Single(), "cash of the record");
        return !positions.IsComplete ? "positions: the venue's listing is not complete"
            : theirs != ours ? $"positions: the venue has {theirs}; we have {ours}"
            : account.GetProperty("cash").GetString() != recorded.ToString() ? $"cash: the record has {recorded}, the account {account}"
            : balance.AvailableCents != cents ? $"balance: the venue has {balance.AvailableCents} cents, we have {cents}"
            : null;
    }

    static string Held(JsonElement position) => string.Create(
        CultureInfo.InvariantCulture,
        $"{position.GetProperty("market").GetString()} {(position.GetProperty("side").GetString() == "yes" ? "" : "-")}{position.GetProperty("quantity").GetString()}");

    async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(dsn);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
