import { serverSeconds } from '../reading/clock.js';
import { fields, setText } from '../showing/dom.js';
import { cents, number, size, time, unknown } from '../showing/format.js';
import { dollars, parse, times } from '../showing/money.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';

const dollar = 1_000_000n;

/** The account, and each open position at what closing it now would bring. */
export class PositionsPanel {
  #show;
  #rows;
  #reading = null;
  #quotes = new Map();

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#rows = new Rows(section.querySelector('tbody'), {
      key: (position) => `${position.market} ${position.side}`,
      build: () => this.#build(),
      empty: 'No open position',
    });
  }

  showQuotes({ data }) {
    this.#quotes = new Map(data.map((market) => [market.market, market.quote]));
    if (this.#reading !== null)
      this.show(this.#reading);
  }

  show(reading) {
    this.#reading = reading;
    const { data } = reading;
    this.#rows.show(data.open ?? []);
    setText(this.#show.realized, dollars(parse(data.realized_pnl), { sign: true }));
    setText(this.#show.open, dollars(this.#openProfit(data.open ?? []), { sign: true }));
    setText(this.#show.cash, dollars(parse(data.cash), { sign: true }));
    setText(this.#show.fees, dollars(parse(data.fees_paid)));
    setText(this.#show.counts, `${number(data.fills)} fills, ${number(data.settlements)} settlements, ${number(data.pending_orders)} pending`);
  }

  // Unknown as soon as one position is: a sum without it would look like the whole.
  #openProfit(positions) {
    return positions.map((position) => this.#profit(position)).reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0n);
  }

  /** What the side can be sold for now: YES at the bid, NO at what the ask leaves of a dollar. */
  #exit(position) {
    const quote = this.#quotes.get(position.market);
    if (lower(position.side) === 'yes')
      return parse(quote?.yes_bid);
    const ask = parse(quote?.yes_ask);
    return ask === null ? null : dollar - ask;
  }

  #profit(position) {
    const [exit, quantity, cost, fees] = [this.#exit(position), parse(position.quantity), parse(position.cost), parse(position.fees)];
    return [exit, quantity, cost, fees].includes(null) ? null : times(exit, quantity) - cost - fees;
  }

  #build() {
    const { row, ...cell } = cells(
      ['market', 'market'], ['side', 'side'], ['quantity', 'quantity', 'num'], ['cost', 'cost', 'num'], ['fees', 'fees', 'num'],
      ['exit', 'exit now', 'num'], ['profit', 'open P&L', 'num'], ['opened', 'opened', 'num']);
    return {
      row,
      update: (position) => {
        const exit = this.#exit(position);
        setText(cell.market, position.market);
        setText(cell.side, lower(position.side).toUpperCase() || unknown);
        setText(cell.quantity, size(position.quantity));
        setText(cell.cost, dollars(parse(position.cost)));
        setText(cell.fees, dollars(parse(position.fees)));
        setText(cell.exit, exit === null ? unknown : `${cents(Number(exit) / 1e6)} ¢`);
        setText(cell.profit, dollars(this.#profit(position), { sign: true }));
        setText(cell.opened, time(position.opened_ts, serverSeconds()));
      },
    };
  }
}

function lower(side) {
  return String(side ?? '').toLowerCase();
}
