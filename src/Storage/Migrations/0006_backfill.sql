-- What was fetched from the venue's history, beside the events that the system saw itself: trades and candlesticks by market,
-- and which spans of time are whole. Times are Unix seconds, inclusive, unless a name says otherwise.

CREATE SCHEMA history;

CREATE TABLE history.market (
    ticker           text    PRIMARY KEY COLLATE "C",
    event_ticker     text    NOT NULL,
    series           text    NOT NULL COLLATE "C",
    status           text    NOT NULL,
    open_ts          bigint,
    close_ts         bigint  NOT NULL,
    settlement_ts    bigint,
    result           text,
    expiration_value text,
    fetched_at       timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX market_by_series ON history.market (series, close_ts);

CREATE TABLE history.trade (
    trade_id   text    PRIMARY KEY COLLATE "C",
    ticker     text    NOT NULL COLLATE "C",
    created_ms bigint  NOT NULL,
    yes_price  numeric(6,4) NOT NULL,
    count      numeric(20,2) NOT NULL,
    taker      text    NOT NULL CHECK (taker IN ('yes', 'no'))
);

CREATE INDEX trade_by_market ON history.trade (ticker, created_ms);

CREATE TABLE history.candlestick (
    ticker         text    NOT NULL COLLATE "C",
    period_minutes integer NOT NULL,
    end_ts         bigint  NOT NULL,
    bid_open       numeric(6,4) NOT NULL,
    bid_low        numeric(6,4) NOT NULL,
    bid_high       numeric(6,4) NOT NULL,
    bid_close      numeric(6,4) NOT NULL,
    ask_open       numeric(6,4) NOT NULL,
    ask_low        numeric(6,4) NOT NULL,
    ask_high       numeric(6,4) NOT NULL,
    ask_close      numeric(6,4) NOT NULL,
    -- Trades of the period; null where there was none.
    price_open     numeric(6,4),
    price_low      numeric(6,4),
    price_high     numeric(6,4),
    price_close    numeric(6,4),
    price_mean     numeric,
    volume         numeric(20,2) NOT NULL,
    open_interest  numeric(20,2) NOT NULL,
    PRIMARY KEY (ticker, period_minutes, end_ts)
);

-- A span is being fetched while it has a cursor; it is whole without one and without rejected rows.
CREATE TABLE history.span (
    ticker     text    NOT NULL COLLATE "C",
    kind       text    NOT NULL CHECK (kind IN ('trades', 'candlesticks_1', 'candlesticks_60', 'candlesticks_1440')),
    from_ts    bigint  NOT NULL,
    to_ts      bigint  NOT NULL CHECK (to_ts >= from_ts),
    source     text    NOT NULL CHECK (source IN ('live', 'historical')),
    cursor     text,
    rows       bigint  NOT NULL,
    rejected   bigint  NOT NULL,
    fetched_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ticker, kind, from_ts, source)
);
