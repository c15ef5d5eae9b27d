-- What is held and what may be at stake, the last two tables of seed 000 section 5.2.

CREATE TABLE event_store.state_risk_limits (
    account              text    PRIMARY KEY,
    as_of_ms             bigint  NOT NULL,
    idempotency_key      text    NOT NULL COLLATE "C",
    ts                   bigint  NOT NULL,
    revision             bigint  NOT NULL,
    actor                text    NOT NULL,
    order_notional       numeric NOT NULL,
    order_contracts      numeric NOT NULL,
    market_notional      numeric NOT NULL,
    market_contracts     numeric NOT NULL,
    series_notional      numeric NOT NULL,
    series_contracts     numeric NOT NULL,
    venue_notional       numeric NOT NULL,
    venue_contracts      numeric NOT NULL,
    total_notional       numeric NOT NULL,
    total_contracts      numeric NOT NULL,
    open_positions       bigint  NOT NULL,
    orders_per_minute    bigint  NOT NULL,
    worst_case_loss      numeric NOT NULL,
    daily_loss           numeric NOT NULL,
    consecutive_failures bigint  NOT NULL,
    updated_at           timestamptz NOT NULL DEFAULT now()
);

-- A view, because positions are nothing but the sum of fills and settlements: it cannot differ from them. Selling a side is
-- buying the other one at 1 - p, as the ledger has it; a settled market holds nothing. What reconciliation adopted from a
-- venue is no fill: it stands in reconciliation_finding.
CREATE VIEW event_store.state_positions AS
SELECT account, market_id,
       CASE WHEN yes_contracts > 0 THEN 'YES' ELSE 'NO' END AS side,
       abs(yes_contracts) AS quantity,
       paid, fees, ts
FROM (
    SELECT CASE WHEN paper THEN 'paper' ELSE 'live' END AS account, market_id,
           sum(CASE WHEN (upper(side) = 'YES') = (action = 'open') THEN quantity ELSE -quantity END) AS yes_contracts,
           sum(CASE WHEN action = 'open' THEN quantity * price ELSE -quantity * price END) AS paid,
           sum(fee) AS fees,
           max(ts_fill) AS ts
    FROM event_store.execution_fill_latest fill
    WHERE action IN ('open', 'close')
      AND NOT EXISTS (
          SELECT 1 FROM event_store.execution_fill_latest settled
          WHERE settled.market_id = fill.market_id AND settled.paper = fill.paper AND settled.action = 'settle')
    GROUP BY paper, market_id
) held
WHERE yes_contracts <> 0;

COMMENT ON VIEW event_store.state_positions IS 'paid: dollars paid for what was bought less what sales brought, without fees; ts: the last fill, Unix seconds';

CREATE INDEX execution_fill_latest_by_market ON event_store.execution_fill_latest (market_id, action);
