import { limits } from '../reading/limits.js';
import { live } from '../reading/sources.js';
import { age, number, percent, unknown } from '../showing/format.js';
import { dollars, parse } from '../showing/money.js';
import { Tile } from '../showing/tile.jsx';
import { reason } from '../showing/words.js';

/**
 * A small tile: one big value and two lines of what it rests on.
 * @param mind Stresses the first line.
 * @param wrong Turns the tile red and says why.
 */
function Vital({ value = unknown, first, second, mind = false, wrong, ...tile }) {
  return (
    <Tile {...tile} kind="vital" wrong={wrong}>
      <p class="value">{value}</p>
      <p data-mood={mind ? 'mind' : null}>{first}</p>
      <p class="dim">{second}</p>
    </Tile>
  );
}

/** A vital of the status, once there is one: `describe` makes value, lines and faults of its reading. */
function vital(describe) {
  return (tile) => <Vital {...tile} {...(live.reading.value && describe(live.reading.value))} />;
}

export const Sigma = vital(({ data: { edges } }) => ({
  value: percent(edges.sigma),
  first: edges.sigma_ok ? 'ready' : `not ready: ${reason(edges.sigma_reason) || 'no reason given'}`,
  second: `source ${edges.sigma_source ?? unknown}`,
  mind: !edges.sigma_ok,
}));

export const Edges = vital((reading) => {
  const { edges: tick } = reading.data;
  const seconds = reading.grown(tick.age_seconds);
  return {
    value: number(tick.snapshots),
    first: seconds === null ? 'no tick yet' : `${age(seconds)} old`,
    second: `tick ${number(tick.ticks)}, ${number(tick.duration_ms, 1)} ms`,
    wrong: tick.error ? `No edges: ${reason(tick.error)}`
      : seconds > limits.edgesAge ? `Stale: ${age(seconds)} (limit ${limits.edgesAge} s)`
      : null,
  };
});

export const Books = vital((reading) => {
  const { markets } = reading.data;
  const oldest = reading.grown(markets.oldest_quote_age_seconds);
  return {
    value: `${number(markets.live_books)} / ${number(markets.tradable)}`,
    first: markets.stale_books > 0 ? `${number(markets.stale_books)} stale` : `live of tradable, ${number(markets.listed)} listed`,
    second: oldest === null ? 'no quote yet' : `oldest quote ${age(oldest)}`,
    mind: markets.stale_books > 0,
    wrong: oldest > limits.quoteAge ? `Stale quote: ${age(oldest)} (limit ${limits.quoteAge} s)` : null,
  };
});

export const Takes = vital(({ data: { decisions: tick } }) => ({
  value: number(tick.takes),
  first: tick.takes_withheld > 0
    ? `${number(tick.takes_withheld)} withheld: ${reason(tick.last_withheld_reason) || 'no reason given'}`
    : 'none withheld',
  second: `${number(tick.decided)} decided, ${number(tick.orders)} orders`,
  mind: tick.takes_withheld > 0,
}));

export const Profit = vital(({ data: { positions } }) => ({
  value: dollars(parse(positions.realized_pnl), { sign: true }),
  first: `cash ${dollars(parse(positions.cash), { sign: true })}, fees ${dollars(parse(positions.fees_paid))}`,
  second: `${number(positions.open)} open, ${number(positions.pending_orders)} pending`,
}));

const healthyWriter = new Set(['writing', 'idle', 'starting']);

export const Writer = vital((reading) => {
  const { writer: state } = reading.data;
  const commit = reading.grown(state.last_commit_age_seconds);
  return {
    value: `lag ${number(state.lag)}`,
    first: `${state.state ?? unknown}${commit === null ? '' : `, commit ${age(commit)} ago`}`,
    second: `${number(state.inserted)} stored, ${number(state.dead_lettered)} dead`,
    mind: state.dead_lettered > 0,
    wrong: !healthyWriter.has(state.state) ? `Writer is ${state.state ?? 'in no known state'}`
      : state.lag > 0 && commit > limits.commitAge ? `${number(state.lag)} events wait, no commit for ${age(commit)}`
      : null,
  };
});

export const Bus = vital(({ data: { bus: counts } }) => ({
  value: number(counts.published),
  first: counts.failed > 0 ? `${number(counts.failed)} failed` : 'none failed',
  second: `${number(counts.in_flight)} in flight, ${number(counts.duplicates)} duplicates`,
  mind: counts.failed > 0,
}));
