import { limits } from '../reading/limits.js';
import { fields, setAttribute, setText } from '../showing/dom.js';
import { age, number, percent, unknown } from '../showing/format.js';
import { dollars, parse } from '../showing/money.js';
import { Tile } from '../showing/tile.js';
import { reason } from '../showing/words.js';

/**
 * A small tile: one big value and two lines of what it rests on.
 * @param describe From a status reading to { value, first, second, mind, wrong }: mind stresses the value,
 *   wrong turns the tile red and says why.
 */
class Vital {
  #show;
  #describe;
  #reading = null;

  constructor(section, describe) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#describe = describe;
  }

  show(reading) {
    this.#reading = reading;
  }

  tick() {
    if (this.#reading === null)
      return;
    const { value, first, second = '', mind = false, wrong = null } = this.#describe(this.#reading);
    setText(this.#show.value, value);
    setText(this.#show.first, first);
    setText(this.#show.second, second);
    setAttribute(this.#show.first, 'data-mood', mind ? 'mind' : null);
    this.tile.complain('data', wrong);
  }
}

function sigma({ data: { edges } }) {
  return {
    value: percent(edges.sigma),
    first: edges.sigma_ok ? 'ready' : `not ready: ${reason(edges.sigma_reason) || 'no reason given'}`,
    second: `source ${edges.sigma_source ?? unknown}`,
    mind: !edges.sigma_ok,
  };
}

function edges(reading) {
  const { edges: tick } = reading.data;
  const seconds = reading.grown(tick.age_seconds);
  return {
    value: number(tick.snapshots),
    first: seconds === null ? 'no tick yet' : `${age(seconds)} old`,
    second: `tick ${number(tick.ticks)}, ${number(tick.duration_ms, 1)} ms`,
    wrong: tick.error ? `No edges: ${reason(tick.error)}`
      : seconds !== null && seconds > limits.edgesAge ? `Stale: ${age(seconds)} (limit ${limits.edgesAge} s)`
      : null,
  };
}

function books(reading) {
  const { markets } = reading.data;
  const oldest = reading.grown(markets.oldest_quote_age_seconds);
  return {
    value: `${number(markets.live_books)} / ${number(markets.tradable)}`,
    first: markets.stale_books > 0 ? `${number(markets.stale_books)} stale` : `live of tradable, ${number(markets.listed)} listed`,
    second: oldest === null ? 'no quote yet' : `oldest quote ${age(oldest)}`,
    mind: markets.stale_books > 0,
    wrong: oldest !== null && oldest > limits.quoteAge ? `Stale quote: ${age(oldest)} (limit ${limits.quoteAge} s)` : null,
  };
}

function decisions({ data: { decisions: tick } }) {
  return {
    value: number(tick.takes),
    first: tick.takes_withheld > 0
      ? `${number(tick.takes_withheld)} withheld: ${reason(tick.last_withheld_reason) || 'no reason given'}`
      : 'none withheld',
    second: `${number(tick.decided)} decided, ${number(tick.orders)} orders`,
    mind: tick.takes_withheld > 0,
  };
}

function profit({ data: { positions } }) {
  return {
    value: dollars(parse(positions.realized_pnl), { sign: true }),
    first: `cash ${dollars(parse(positions.cash), { sign: true })}, fees ${dollars(parse(positions.fees_paid))}`,
    second: `${number(positions.open)} open, ${number(positions.pending_orders)} pending`,
  };
}

const healthyWriter = new Set(['writing', 'idle', 'starting']);

function writer(reading) {
  const { writer: state } = reading.data;
  const commit = reading.grown(state.last_commit_age_seconds);
  return {
    value: `lag ${number(state.lag)}`,
    first: `${state.state ?? unknown}${commit === null ? '' : `, commit ${age(commit)} ago`}`,
    second: `${number(state.inserted)} stored, ${number(state.dead_lettered)} dead`,
    mind: state.dead_lettered > 0,
    wrong: !healthyWriter.has(state.state) ? `Writer is ${state.state ?? 'in no known state'}`
      : state.lag > 0 && commit !== null && commit > limits.commitAge ? `${number(state.lag)} events wait, no commit for ${age(commit)}`
      : null,
  };
}

function bus({ data: { bus: counts } }) {
  return {
    value: number(counts.published),
    first: counts.failed > 0 ? `${number(counts.failed)} failed` : 'none failed',
    second: `${number(counts.in_flight)} in flight, ${number(counts.duplicates)} duplicates`,
    mind: counts.failed > 0,
  };
}

/** The small tiles, by the id of their section. */
export function createVitals() {
  const describe = { sigma, edges, books, takes: decisions, profit, writer, bus };
  return Object.entries(describe).map(([id, how]) => new Vital(document.getElementById(id), how));
}
