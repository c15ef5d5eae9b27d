import { serverSeconds } from '../reading/clock.js';
import { setAttribute, setText } from '../showing/dom.js';
import { cents, size, time, unknown } from '../showing/format.js';
import { dollars, parse } from '../showing/money.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';
import { reason } from '../showing/words.js';

const shown = 20;

/** Orders and fills in one story, newest first. */
export class ExecutionsPanel {
  #rows;
  #orders = [];
  #fills = [];

  constructor(section) {
    this.tile = new Tile(section);
    this.#rows = new Rows(section.querySelector('tbody'), {
      key: (entry) => `${entry.kind} ${entry.key}`,
      build,
      empty: 'No order and no fill yet',
    });
  }

  showOrders({ data }) {
    this.#orders = data.map(({ idempotency_key: key, ts_event: ts, payload }) => ({
      ...traded(payload), kind: 'order', key, ts, result: payload.status, note: reason(payload.reason),
    }));
    this.#draw();
  }

  showFills({ data }) {
    this.#fills = data.map(({ idempotency_key: key, ts_event: ts, payload }) => ({
      ...traded(payload), kind: payload.action === 'settle' ? 'settlement' : 'fill', key, ts,
      result: outcome(payload.outcome), note: `fee ${dollars(parse(payload.fee_dollars))}`,
    }));
    this.#draw();
  }

  #draw() {
    const story = [...this.#fills, ...this.#orders].sort((a, b) => b.ts - a.ts);
    this.#rows.show(story.slice(0, shown));
  }
}

/** What orders and fills have in common, by the names of the record. */
function traded({ market_id: market, side, quantity_fp: quantity, price_dollars: price, paper }) {
  return { market, side, quantity, price, paper };
}

function outcome(value) {
  return { 0: 'settled NO', 1: 'settled YES' }[value] ?? 'filled';
}

function build() {
  const { row, ...cell } = cells(
    ['time', 'time'], ['kind', 'what'], ['market', 'market'], ['side', 'side'], ['quantity', 'quantity', 'num'],
    ['price', 'price', 'num'], ['result', 'result'], ['why', 'note']);
  return {
    row,
    update(entry) {
      setText(cell.time, time(entry.ts, serverSeconds()));
      setText(cell.kind, `${entry.paper === false ? '' : 'paper '}${entry.kind}`);
      setText(cell.market, entry.market);
      setText(cell.side, entry.side?.toUpperCase() ?? unknown);
      setText(cell.quantity, size(entry.quantity));
      setText(cell.price, entry.price === null || entry.price === undefined ? unknown : `${cents(entry.price)} ¢`);
      setText(cell.result, entry.result);
      setAttribute(cell.result, 'data-mood', entry.result === 'rejected' ? 'bad' : null);
      setText(cell.why, entry.note);
    },
  };
}
