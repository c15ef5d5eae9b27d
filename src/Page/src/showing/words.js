import { number, unknown } from './format.js';

const meanings = {
  missing_prob: 'no model probability',
  spot_stale: 'spot price too old',
  quote_stale: 'quote too old',
  sigma_not_ready: 'volatility not ready',
  sigma_points_short: 'too few points for volatility',
  sigma_history_short: 'history too short for volatility',
  missing_yes_ask: 'no YES ask in the band',
  missing_no_ask: 'no NO ask in the band',
  ev_below_threshold: 'expected value below the threshold',
  top_n_cutoff: 'beyond the best N',
  tail_ev_below_threshold: 'tail price needs more expected value',
  near_expiry: 'too close to expiry',
  position_open: 'position already open',
  position_open_opposite_side: 'opposite position open',
  cooldown_active: 'cooling down after a take',
  take_cap: 'enough takes this tick',
  trade_signal: 'trade signal',
  no_edge_snapshots: 'no edges to decide on',
  stale_edge_snapshots: 'edges too old',
  no_relevant_markets: 'no relevant markets',
  spot_missing: 'no spot price yet',
  clock_set_back: 'the clock was set back',
  insufficient_history_span: 'history too short',
  missing_contract: 'no contract terms',
  missing_settlement_ts: 'no settlement time',
  expired_contract: 'expired',
  horizon_out_of_range: 'too far ahead',
  missing_quote: 'no quote',
  crossed_market: 'crossed market',
  missing_both_sides: 'no side can be taken',
  missing_bounds: 'no strike',
  invalid_edge: 'edge cannot be computed',
  kill_switch_active: 'kill switch active',
  missing_side: 'no side',
  max_open_positions: 'too many open positions',
  entry_price_out_of_band: 'entry price out of band',
  operator: 'operator',
  snapshot_age: 'edges too old',
  spot_age: 'spot too old',
  quote_age: 'quotes too old',
  state_builder_lag: 'grains behind the stream',
  persistence_lag: 'database behind the stream',
  quote_coverage: 'too few fresh quotes',
  risk_service: 'risk limits do not answer',
  rest_budget: 'rate budget used up',
  bus_publish: 'bus does not take events',
  daily_loss: 'daily loss',
  consecutive_failures: 'failures in a row',
  kill_switch_file: 'kill switch file',
  kill_switch_environment: 'kill switch',
  reconciliation_pending: 'not reconciled yet',
  reconciliation_mismatch: 'books differ from the venue',
  unknown_order: 'order of unknown end',
  gate_halted: 'trading halted',
  halted: 'trading halted',
};

/** A reason of the strategy in plain words; several are separated by commas; a word not known here stays as it is. */
export function reason(codes) {
  if (codes === null || codes === undefined)
    return '';
  return String(codes).split(',').map((code) => meanings[code.trim()] ?? code.trim().replaceAll('_', ' ')).join(', ');
}

/** A market's terms, e.g. "> 79,435.40". */
export function strike(market) {
  const { strike_type: type, lower, upper } = market;
  const known = { greater: lower, less: upper, between: lower + upper };
  if (!Number.isFinite(known[type]))
    return unknown;
  const words = { greater: `> ${number(lower, 2)}`, less: `< ${number(upper, 2)}`, between: `${number(lower, 2)} to ${number(upper, 2)}` };
  return words[type];
}
