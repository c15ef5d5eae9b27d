import { el, fields, setAttribute, setText } from '../showing/dom.js';
import { number, percent, size } from '../showing/format.js';
import { dollars, parse } from '../showing/money.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';

/** From this share of a limit on, it is stressed. */
const nearShare = 0.8;

const money = (text) => dollars(parse(text));

/** What the account has at stake beside what it may have, as the limits hold now. */
export class ExposurePanel {
  #show;
  #rows;

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#rows = new Rows(section.querySelector('tbody'), { key: (row) => row.name, build, empty: 'No limits' });
  }

  show({ data }) {
    const rows = uses(data);
    this.#rows.show(rows);
    setText(this.#show.account, `account ${data.account}, ${number(data.open_orders)} open orders`);
    setText(this.#show.canary, data.canary ? `Canary: ${data.canary}` : '');
    const passed = rows.filter((row) => row.share >= 1).map((row) => row.name);
    this.tile.complain('data', passed.length > 0 ? `Limit reached: ${passed.join(', ')}` : null);
  }
}

function uses({
  used, effective: cap, day_pnl: realized, day_unrealized: unrealized, orders_last_minute: orders, failures_in_a_row: failures,
}) {
  // Realised alone, or together with what is open: the limit holds for the larger one.
  const loss = Math.max(-Number(realized), -Number(realized) - Number(unrealized), 0).toFixed(4);
  return [
    use('at stake', used.notional, cap.total.notional, money),
    use('contracts', used.contracts, cap.total.contracts, size),
    use('markets', used.markets, cap.open_positions, number),
    use('worst case', used.worst_case_loss, cap.worst_case_loss, money),
    use('loss of the day', loss, cap.daily_loss, money),
    use('orders a minute', orders, cap.orders_per_minute, number),
    use('failures in a row', failures, cap.consecutive_failures, number),
  ];
}

function use(name, used, cap, format) {
  return { name, used: format(used), cap: format(cap), share: Number(used) / Number(cap) };
}

function build() {
  const { row, ...cell } = cells(['name', 'limit'], ['used', 'used', 'num'], ['cap', 'of', 'num'], ['share', 'share']);
  const bar = el('meter', { min: 0, max: 1, high: nearShare });
  cell.share.append(bar);
  return {
    row,
    update({ name, used, cap, share }) {
      setText(cell.name, name);
      setText(cell.used, used);
      setText(cell.cap, cap);
      bar.value = share;
      setAttribute(bar, 'aria-label', `${percent(share, 0)} of ${name}`);
      setAttribute(bar, 'title', percent(share, 0));
      setAttribute(cell.used, 'data-mood', share >= 1 ? 'bad' : share >= nearShare ? 'mind' : null);
    },
  };
}
