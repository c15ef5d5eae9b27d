-- Where we and a venue did not agree, and what accounts were worth over time.

CREATE TABLE event_store.reconciliation_finding (
    finding_id      text    PRIMARY KEY,
    as_of_ms        bigint  NOT NULL,
    idempotency_key text    NOT NULL COLLATE "C",
    account         text    NOT NULL,
    ts              bigint  NOT NULL,
    kind            text    NOT NULL,
    subject         text    NOT NULL,
    ours            text    NOT NULL,
    venues          text    NOT NULL,
    explained       boolean NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX reconciliation_finding_by_time ON event_store.reconciliation_finding (account, ts DESC);

CREATE TABLE event_store.pnl_snapshot (
    snapshot_id     text    PRIMARY KEY,
    as_of_ms        bigint  NOT NULL,
    idempotency_key text    NOT NULL COLLATE "C",
    account         text    NOT NULL,
    ts              bigint  NOT NULL,
    cash            numeric NOT NULL,
    realized_pnl    numeric NOT NULL,
    unrealized_pnl  numeric NOT NULL,
    fees_paid       numeric NOT NULL,
    cost            numeric NOT NULL,
    open_positions  bigint  NOT NULL,
    open_orders     bigint  NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX pnl_snapshot_by_time ON event_store.pnl_snapshot (account, ts DESC);
