import { serverSeconds } from '../reading/clock.js';
import { fields, setText } from '../showing/dom.js';
import { number, percent, signed, time } from '../showing/format.js';
import { Plot } from '../showing/plot.js';
import { Tile } from '../showing/tile.js';
import { reason } from '../showing/words.js';

/** How much of the past one market's charts show, seconds. */
export const historySeconds = 1800;

/** One market over time: spot against its strike, the model against the market, edges, and what was decided. */
export class HistoryPanel {
  #show;
  #spot;
  #probability;
  #edge;

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#spot = new Plot(this.#show.spot, (value) => number(value, 2));
    this.#probability = new Plot(this.#show.probability, (value) => percent(value, 0));
    this.#edge = new Plot(this.#show.edge, (value) => `${number(value, 1)} ¢`);
  }

  choose(ticker) {
    setText(this.#show.ticker, ticker ?? '');
    this.#draw({ edges: [], decisions: [], strike: null });
  }

  show({ data }) {
    this.#draw(data);
  }

  #draw({ edges, decisions, strike }) {
    const to = serverSeconds();
    const from = Math.max(to - historySeconds, edges[0]?.ts ?? 0);
    const line = (kind, value) => ({ kind, points: edges.map((edge) => [edge.ts, value(edge) ?? NaN]) });
    const takes = decisions.filter((decision) => decision.would_trade);
    const at = (ts, value) => value(edges.find((edge) => edge.ts === ts) ?? {});
    this.#spot.draw({
      from, to,
      lines: [line('spot', (edge) => edge.spot)],
      levels: Number.isFinite(strike) && edges.length > 0 ? [{ kind: 'strike', value: strike }] : [],
      marks: takes.map((take) => mark(take, at(take.ts, (edge) => edge.spot))),
    });
    this.#probability.draw({
      from, to,
      lines: [line('mid', (edge) => edge.mid), line('model', (edge) => edge.model)],
      marks: takes.map((take) => mark(take, at(take.ts, (edge) => edge.model))),
    });
    const evCents = (dollars) => (Number.isFinite(dollars) ? dollars * 100 : null);
    this.#edge.draw({
      from, to,
      lines: [line('no', (edge) => evCents(edge.ev_no)), line('yes', (edge) => evCents(edge.ev_yes))],
      levels: edges.length > 0 ? [{ kind: 'zero', value: 0 }] : [],
      marks: takes.map((take) => mark(take, evCents(take.ev_net))),
    });
    const last = decisions.at(-1);
    setText(this.#show.summary, edges.length === 0 ? 'Nothing recorded yet'
      : `${number(edges.length)} edges, ${number(takes.length)} takes` + (last ? `; last: ${last.would_trade ? 'TAKE' : 'pass'}, ${reason(last.reason) || 'trade signal'}` : ''));
  }
}

function mark(take, value) {
  return {
    kind: take.side ?? '', ts: take.ts, value,
    title: `TAKE ${take.side?.toUpperCase() ?? ''} at ${time(take.ts, serverSeconds())}, ${signed(take.ev_net * 100, 2)} ¢ net`,
  };
}
