-- The event store: every event once, and the latest state that follows from them. event_store.* is written by one process
-- at a time (EventWriter) and read by everybody.

-- Every event, once. Partitioned by `day`, so that retention drops whole tables instead of deleting rows. PostgreSQL can
-- only keep a key unique over partitions when the partition column is part of it, hence `day` follows from the identity:
--   * event types whose idempotency key covers their time, or a session and a sequence within it (ticks, quotes, books,
--     edges, decisions), lie in the UTC day of ts_event: another copy of the same event has the same time, so it meets
--     the first copy in the same partition;
--   * event types whose key does not (a contract's terms, a market's status, orders, fills, operator actions: the same
--     fact may be seen again on another day) lie in the partition of '-infinity', which retention never drops.
-- So UNIQUE (event_type, idempotency_key) holds over the whole table. EventDay in the code is the other half of this rule.
CREATE TABLE event_store.events_raw (
    day             date        NOT NULL,
    event_type      text        NOT NULL COLLATE "C",
    idempotency_key text        NOT NULL COLLATE "C",
    schema_version  integer     NOT NULL,
    ts_event        bigint      NOT NULL,
    source          text        NOT NULL,
    subject         text        NOT NULL,
    subject_key     text        NOT NULL COLLATE "C",
    stream          text        NOT NULL,
    stream_sequence bigint      NOT NULL,
    published_at    timestamptz NOT NULL,
    stored_at       timestamptz NOT NULL DEFAULT now(),
    payload         jsonb       NOT NULL,
    CONSTRAINT events_raw_identity PRIMARY KEY (event_type, idempotency_key, day),
    CONSTRAINT events_raw_day CHECK (day = '-infinity' OR day = date '1970-01-01' + (ts_event / 86400)::integer)
) PARTITION BY LIST (day);

COMMENT ON COLUMN event_store.events_raw.ts_event IS 'when it happened by the clock of its origin, Unix seconds';
COMMENT ON COLUMN event_store.events_raw.published_at IS 'when the stream stored it';

CREATE INDEX events_raw_by_time ON event_store.events_raw (event_type, ts_event DESC);
CREATE INDEX events_raw_by_subject ON event_store.events_raw (event_type, subject_key, ts_event DESC);

CREATE TABLE event_store.events_raw_undated PARTITION OF event_store.events_raw FOR VALUES IN ('-infinity');

-- Attached rather than created in place: that takes no exclusive lock on the table that readers are using.
CREATE FUNCTION event_store.ensure_partition(wanted date) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    name text := 'events_raw_' || to_char(wanted, 'YYYYMMDD');
BEGIN
    IF to_regclass('event_store.' || name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE event_store.%I (LIKE event_store.events_raw INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE event_store.events_raw ATTACH PARTITION event_store.%I FOR VALUES IN (%L)', name, wanted);
    RETURN true;
END
$$;

-- Drops the partitions of all days before `oldest_kept` and returns how many there were.
CREATE FUNCTION event_store.drop_partitions_before(oldest_kept date) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    name text;
    dropped integer := 0;
BEGIN
    FOR name IN
        SELECT c.relname
        FROM pg_inherits i
        JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'event_store.events_raw'::regclass
            AND c.relname ~ '^events_raw_[0-9]{8}$'
            AND to_date(right(c.relname, 8), 'YYYYMMDD') < oldest_kept
    LOOP
        EXECUTE format('DROP TABLE event_store.%I', name);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;

-- Latest state. In every table (as_of_ms, idempotency_key) is the version of the row, and only a greater one replaces it.
-- as_of_ms is the domain time: the venue's milliseconds where it gives them, else the second's first millisecond; where
-- several facts of one second have an order of their own (pending before filled) it counts on from there.
-- Contract prices are dollars from 0 to 1, quantities contracts; probabilities and expected values are the strategy's
-- doubles; times are Unix seconds.

CREATE TABLE event_store.state_spot_latest (
    product_id      text    PRIMARY KEY,
    as_of_ms        bigint  NOT NULL,
    idempotency_key text    NOT NULL COLLATE "C",
    ts              bigint  NOT NULL,
    price           numeric NOT NULL,
    best_bid        numeric,
    best_ask        numeric,
    bid_qty         numeric,
    ask_qty         numeric,
    sequence_num    bigint,
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE event_store.state_quote_latest (
    market_id       text    PRIMARY KEY,
    as_of_ms        bigint  NOT NULL,
    idempotency_key text    NOT NULL COLLATE "C",
    ts              bigint  NOT NULL,
    yes_bid         numeric(6,4),
    yes_ask         numeric(6,4),
    yes_bid_size    numeric,
    yes_ask_size    numeric,
    last_price      numeric(6,4),
    volume          numeric,
    open_interest   numeric,
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE event_store.state_market_latest (
    market_id              text   PRIMARY KEY,
    as_of_ms               bigint NOT NULL,
    idempotency_key        text   NOT NULL COLLATE "C",
    ts                     bigint NOT NULL,
    status                 text   NOT NULL,
    close_ts               bigint,
    expected_expiration_ts bigint,
    expiration_ts          bigint,
    settlement_ts          bigint,
    updated_at             timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE event_store.state_contract_latest (
    ticker                 text   PRIMARY KEY,
    as_of_ms               bigint NOT NULL,
    idempotency_key        text   NOT NULL COLLATE "C",
    ts                     bigint NOT NULL,
    lower                  double precision,
    upper                  double precision,
    strike_type            text,
    close_ts               bigint,
    expected_expiration_ts bigint,
    expiration_ts          bigint,
    settled_ts             bigint,
    outcome                integer,
    price_level_structure  text,
    updated_at             timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE event_store.strategy_edge_latest (
    market_id        text             PRIMARY KEY,
    as_of_ms         bigint           NOT NULL,
    idempotency_key  text             NOT NULL COLLATE "C",
    asof_ts          bigint           NOT NULL,
    prob_yes         double precision NOT NULL,
    prob_yes_raw     double precision NOT NULL,
    ev_take_yes      double precision,
    ev_take_no       double precision,
    sigma_annualized double precision NOT NULL,
    sigma_ok         boolean          NOT NULL,
    spot_price       double precision NOT NULL,
    spot_ts          bigint,
    quote_ts         bigint,
    settlement_ts    bigint,
    horizon_seconds  bigint           NOT NULL,
    strike           double precision,
    strategy_version text             NOT NULL,
    updated_at       timestamptz      NOT NULL DEFAULT now()
);

CREATE TABLE event_store.strategy_opportunity_latest (
    market_id           text    PRIMARY KEY,
    as_of_ms            bigint  NOT NULL,
    idempotency_key     text    NOT NULL COLLATE "C",
    ts_eval             bigint  NOT NULL,
    eligible            boolean NOT NULL,
    would_trade         boolean NOT NULL,
    side                text,
    reason_not_eligible text,
    ev_raw              double precision,
    ev_net              double precision,
    p_model             double precision,
    p_market            double precision,
    tau_minutes         double precision,
    strategy_version    text    NOT NULL,
    updated_at          timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE event_store.execution_order_latest (
    order_id        text    PRIMARY KEY,
    as_of_ms        bigint  NOT NULL,
    idempotency_key text    NOT NULL COLLATE "C",
    market_id       text    NOT NULL,
    ts_order        bigint  NOT NULL,
    side            text    NOT NULL,
    action          text    NOT NULL,
    quantity        numeric NOT NULL,
    price           numeric(6,4),
    status          text    NOT NULL,
    reason          text,
    opportunity_idempotency_key text,
    paper           boolean NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX execution_order_latest_by_time ON event_store.execution_order_latest (ts_order DESC);

CREATE TABLE event_store.execution_fill_latest (
    fill_id         text    PRIMARY KEY,
    as_of_ms        bigint  NOT NULL,
    idempotency_key text    NOT NULL COLLATE "C",
    order_id        text    NOT NULL,
    market_id       text    NOT NULL,
    ts_fill         bigint  NOT NULL,
    side            text    NOT NULL,
    action          text    NOT NULL,
    quantity        numeric NOT NULL,
    price           numeric(6,4) NOT NULL,
    fee             numeric NOT NULL,
    outcome         integer,
    reason          text,
    paper           boolean NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX execution_fill_latest_by_time ON event_store.execution_fill_latest (ts_fill DESC);

CREATE TABLE event_store.operator_state (
    scope           text   PRIMARY KEY,
    as_of_ms        bigint NOT NULL,
    idempotency_key text   NOT NULL COLLATE "C",
    ts              bigint NOT NULL,
    action          text   NOT NULL,
    actor           text   NOT NULL,
    reason          text   NOT NULL,
    action_id       text   NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now()
);
