import { serverSeconds } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { el, setAttribute, setText } from '../showing/dom.js';
import { age, cents, countdown, size, unknown } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';
import { reason, strike } from '../showing/words.js';

/** Whether a market can be traded now. */
export function tradable(market) {
  return (market.status === 'active' || market.status === 'open') && !(market.close_ts <= serverSeconds());
}

const rank = (market) => (tradable(market) ? 0 : 1);

/** Tradable ones first, the next to close on top. */
function inOrder(a, b) {
  return rank(a) - rank(b)
    || (rank(a) === 0 ? 1 : -1) * ((a.close_ts ?? Infinity) - (b.close_ts ?? Infinity))
    || String(a.market).localeCompare(String(b.market));
}

/** All listed markets, one row each; a row is chosen by click or by keyboard. */
export class MarketsPanel {
  #body;
  #rows;
  #entries = new Map();
  #reading = null;
  #chosen = null;
  #onChoose;

  constructor(section, onChoose) {
    this.tile = new Tile(section);
    this.#onChoose = onChoose;
    this.#body = section.querySelector('tbody');
    this.#rows = new Rows(this.#body, {
      key: (market) => market.market,
      build: (ticker) => this.#build(ticker),
      empty: 'No market is listed yet',
    });
    this.#body.addEventListener('keydown', (event) => this.#move(event));
  }

  /** Markets in the order shown. */
  get markets() {
    return [...(this.#reading?.data ?? [])].sort(inOrder);
  }

  /** A market by its ticker; null when it is not listed. */
  find(ticker) {
    return this.#reading?.data.find((market) => market.market === ticker) ?? null;
  }

  show(reading) {
    this.#reading = reading;
    this.#rows.show(this.markets);
    this.choose(this.#chosen);
    this.tick();
  }

  choose(ticker) {
    this.#chosen = ticker;
    for (const [name, entry] of this.#entries) {
      setAttribute(entry.row, 'data-chosen', name === ticker);
      setAttribute(entry.button, 'aria-pressed', String(name === ticker));
    }
  }

  tick() {
    const now = serverSeconds();
    const stale = [];
    for (const market of this.#reading?.data ?? []) {
      const entry = this.#entries.get(market.market);
      const seconds = this.#reading.grown(market.quote_age_seconds);
      const old = tradable(market) && seconds !== null && seconds > limits.quoteAge;
      setText(entry.closes, market.close_ts ? countdown(market.close_ts - now) : unknown);
      setText(entry.age, old ? `stale ${age(seconds)}` : age(seconds));
      setAttribute(entry.age, 'data-mood', old ? 'bad' : null);
      if (old)
        stale.push(market.market);
    }
    this.tile.complain('data', stale.length === 0 ? null
      : `Stale quote (limit ${limits.quoteAge} s): ${stale.length === 1 ? stale[0] : `${stale.length} markets`}`);
  }

  #build(ticker) {
    const { row, ...cell } = cells(
      ['ticker', 'market'], ['status', 'status'], ['closes', 'closes in', 'num'], ['strike', 'strike', 'num'],
      ['bid-size', 'bid size', 'num'], ['bid', 'bid', 'num'], ['ask', 'ask', 'num'], ['ask-size', 'ask size', 'num'],
      ['age', 'age', 'num'], ['book', 'book']);
    const button = el('button', { type: 'button', class: 'plain', 'aria-pressed': 'false' }, ticker);
    cell.ticker.append(button);
    row.addEventListener('click', () => this.#onChoose(ticker));
    this.#entries.set(ticker, { row, button, closes: cell.closes, age: cell.age });
    return { row, update: (market) => this.#update(row, cell, market) };
  }

  #update(row, cell, market) {
    const { quote } = market;
    const settled = market.outcome === null || market.outcome === undefined ? '' : `, ${market.outcome === 1 ? 'YES' : 'NO'}`;
    setAttribute(row, 'data-idle', !tradable(market));
    setText(cell.status, `${market.status ?? unknown}${settled}`);
    setText(cell.strike, strike(market));
    setText(cell['bid-size'], size(quote?.yes_bid_size));
    setText(cell.bid, cents(quote?.yes_bid));
    setText(cell.ask, cents(quote?.yes_ask));
    setText(cell['ask-size'], size(quote?.yes_ask_size));
    setText(cell.book, market.book_state ?? unknown);
    setAttribute(cell.book, 'data-mood', { live: 'good', stale: 'bad' }[market.book_state] ?? null);
    setAttribute(cell.book, 'title', reason(market.book_reason) || null);
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined)
      return;
    const buttons = [...this.#body.querySelectorAll('button')];
    buttons[buttons.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  }
}
