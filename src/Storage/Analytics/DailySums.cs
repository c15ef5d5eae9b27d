namespace Kalshi.Storage;

/// <summary>What the markets that settled on one day came to, in one statement.</summary>
/// <remarks>A fill pays its price and its fee, or is paid; what is still held at the end is paid a dollar where its side won.
/// The settlement's own fills repeat that and count for their fee only.</remarks>
static class DailySums
{
    internal const string Sql = """
        INSERT INTO event_store.fact_daily_performance AS daily (
            day, markets, snapshots, brier, brier_market, log_loss, decisions, takes, takes_won, ev_of_takes, pnl_of_takes,
            fills, contracts, fees, pnl_of_fills)
        SELECT $1, m.markets, s.snapshots, s.brier, s.brier_market, s.log_loss, d.decisions, d.takes, d.takes_won, d.ev, d.pnl,
            f.fills, f.contracts, f.fees, f.pnl
        FROM
            (SELECT count(*) AS markets FROM event_store.fact_scored_markets WHERE settled_day = $1) m,
            (SELECT count(*) AS snapshots, avg(brier) AS brier, avg(brier_market) AS brier_market, avg(log_loss) AS log_loss
            FROM event_store.fact_edge_snapshot_scores WHERE settled_day = $1) s,
            (SELECT count(*) AS decisions,
                count(*) FILTER (WHERE would_trade) AS takes,
                count(*) FILTER (WHERE would_trade AND won) AS takes_won,
                coalesce(sum(ev_net) FILTER (WHERE would_trade), 0) AS ev,
                coalesce(sum(pnl) FILTER (WHERE would_trade), 0) AS pnl
            FROM event_store.fact_opportunity_outcomes WHERE settled_day = $1) d,
            (SELECT count(*) FILTER (WHERE x.action <> 'settle') AS fills,
                coalesce(sum(x.quantity) FILTER (WHERE x.action <> 'settle'), 0) AS contracts,
                coalesce(sum(x.fee), 0) AS fees,
                coalesce(sum(CASE x.action
                    WHEN 'open' THEN x.quantity * (x.payout - x.price)
                    WHEN 'close' THEN x.quantity * (x.price - x.payout)
                    ELSE 0 END - x.fee), 0) AS pnl
            FROM (
                SELECT fill.action, fill.quantity, fill.price, fill.fee,
                    CASE WHEN (upper(fill.side) = 'YES') = (market.outcome = 1) THEN 1 ELSE 0 END AS payout
                FROM event_store.execution_fill_latest fill
                JOIN event_store.fact_scored_markets market ON market.market_id = fill.market_id
                WHERE market.settled_day = $1) x) f
        ON CONFLICT (day) DO UPDATE
        SET markets = excluded.markets, snapshots = excluded.snapshots, brier = excluded.brier, brier_market = excluded.brier_market,
            log_loss = excluded.log_loss, decisions = excluded.decisions, takes = excluded.takes, takes_won = excluded.takes_won,
            ev_of_takes = excluded.ev_of_takes, pnl_of_takes = excluded.pnl_of_takes, fills = excluded.fills,
            contracts = excluded.contracts, fees = excluded.fees, pnl_of_fills = excluded.pnl_of_fills, updated_at = now()
        """;
}
