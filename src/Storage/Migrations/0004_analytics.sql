-- What became of it: every snapshot and decision of a settled market beside its outcome, and what a day came to. Written by
-- one process at a time (SettlementScoring), from the event store alone: all of it can be dropped and comes again, for as
-- long as the events are kept. Facts have their own retention.

-- Which markets are scored, from what, and how many events were there then: more events, or another outcome, and the market
-- is scored again.
CREATE TABLE event_store.fact_scored_markets (
    market_id   text        PRIMARY KEY,
    outcome     integer     NOT NULL,
    settled_day date        NOT NULL,
    events      bigint      NOT NULL,
    first_at    timestamptz NOT NULL DEFAULT now(),
    scored_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX fact_scored_markets_by_day ON event_store.fact_scored_markets (settled_day);

CREATE TABLE event_store.fact_edge_snapshot_scores (
    asof_ts          bigint           NOT NULL,
    market_id        text             NOT NULL,
    strategy_version text             NOT NULL,
    settled_day      date             NOT NULL,
    horizon_seconds  bigint           NOT NULL,
    prob_yes         double precision NOT NULL,
    prob_market      double precision,
    yes_ask_cents    double precision,
    no_ask_cents     double precision,
    outcome          integer          NOT NULL,
    brier            double precision,
    log_loss         double precision,
    brier_market     double precision,
    pnl_take_yes     double precision,
    pnl_take_no      double precision,
    error            text,
    PRIMARY KEY (asof_ts, market_id, strategy_version)
);

COMMENT ON COLUMN event_store.fact_edge_snapshot_scores.prob_market IS 'middle of the YES quote, dollars; null without both sides';
COMMENT ON COLUMN event_store.fact_edge_snapshot_scores.pnl_take_yes IS 'dollars that one YES at the ask made, fee paid';

CREATE INDEX fact_edge_snapshot_scores_by_day ON event_store.fact_edge_snapshot_scores (settled_day);
CREATE INDEX fact_edge_snapshot_scores_by_market ON event_store.fact_edge_snapshot_scores (market_id);

CREATE TABLE event_store.fact_opportunity_outcomes (
    ts_eval             bigint  NOT NULL,
    market_id           text    NOT NULL,
    -- none: the decision chose no side.
    side                text    NOT NULL,
    strategy_version    text    NOT NULL,
    settled_day         date    NOT NULL,
    would_trade         boolean NOT NULL,
    reason_not_eligible text,
    ev_raw              double precision,
    ev_net              double precision,
    p_model             double precision,
    p_market            double precision,
    tau_minutes         double precision,
    ask_cents           double precision,
    outcome             integer NOT NULL,
    won                 boolean,
    pnl                 double precision,
    PRIMARY KEY (ts_eval, market_id, side, strategy_version)
);

COMMENT ON COLUMN event_store.fact_opportunity_outcomes.pnl IS 'dollars that one contract of the side at the ask made or would have made, fee paid';

CREATE INDEX fact_opportunity_outcomes_by_day ON event_store.fact_opportunity_outcomes (settled_day);
CREATE INDEX fact_opportunity_outcomes_by_market ON event_store.fact_opportunity_outcomes (market_id);

-- By the UTC day on which markets settled, so that a day is complete once its markets are.
CREATE TABLE event_store.fact_daily_performance (
    day             date             PRIMARY KEY,
    markets         bigint           NOT NULL,
    snapshots       bigint           NOT NULL,
    brier           double precision,
    brier_market    double precision,
    log_loss        double precision,
    decisions       bigint           NOT NULL,
    takes           bigint           NOT NULL,
    takes_won       bigint           NOT NULL,
    ev_of_takes     double precision NOT NULL,
    pnl_of_takes    double precision NOT NULL,
    fills           bigint           NOT NULL,
    contracts       numeric          NOT NULL,
    fees            numeric          NOT NULL,
    pnl_of_fills    numeric          NOT NULL,
    updated_at      timestamptz      NOT NULL DEFAULT now()
);

COMMENT ON COLUMN event_store.fact_daily_performance.pnl_of_takes IS 'dollars, one contract a take at the ask, fee paid: what the decisions were worth';
COMMENT ON COLUMN event_store.fact_daily_performance.pnl_of_fills IS 'dollars, what the booked fills came to, fees paid';
