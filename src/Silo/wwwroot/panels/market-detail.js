import { serverSeconds } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { fields, setAttribute, setText } from '../showing/dom.js';
import { age, countdown, duration, number, percent, signed, unknown } from '../showing/format.js';
import { Tile } from '../showing/tile.js';
import { reason, strike } from '../showing/words.js';
import { Ladder } from './ladder.js';

/** One market: its ladder beside what the model makes of it. */
export class MarketDetail {
  #show;
  #ladder;
  #market = null;
  #book = null;
  #edges = null;
  #spot = null;

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#ladder = new Ladder(section.querySelector('.ladder table'));
  }

  /** Shows another market, of which nothing is known yet; null for none. */
  choose(ticker, pinned) {
    setText(this.#show.ticker, ticker ?? 'No market');
    setText(this.#show.following, ticker === null ? '' : pinned ? 'chosen' : 'next to close');
    this.#show.follow.hidden = !pinned;
    this.#market = null;
    this.#book = null;
    this.#draw();
  }

  showMarket(market) {
    this.#market = market;
    this.#draw();
  }

  showBook(reading) {
    this.#book = reading;
    this.#draw();
  }

  showEdges(reading) {
    this.#edges = reading;
    this.#draw();
  }

  showSpot(reading) {
    this.#spot = reading.data.spot;
  }

  tick() {
    const closes = this.#market?.close_ts;
    setText(this.#show.closes, closes ? countdown(closes - serverSeconds()) : unknown);
    this.#showDistance();
    const edge = this.#edge;
    const seconds = edge ? serverSeconds() - edge.as_of_ts : null;
    setText(this.#show.edgeAge, edge ? `${age(seconds)} ago` : unknown);
    const book = this.#book?.data;
    this.tile.complain('data', book?.state === 'stale' ? `Book stale: ${reason(book.reason) || 'no reason given'}; none of its prices may be used`
      : edge && seconds > limits.edgesAge ? `Edge stale: ${age(seconds)} old (limit ${limits.edgesAge} s)`
      : null);
  }

  get #edge() {
    const ticker = this.#market?.market;
    return this.#edges?.data.snapshots?.find((snapshot) => snapshot.market === ticker) ?? null;
  }

  #draw() {
    const book = this.#book?.data ?? null;
    const edge = this.#edge;
    this.#ladder.show(book, edge?.probability_yes ?? null);
    setText(this.#show.sequence, book ? `book ${book.state}, sequence ${book.sequence ?? unknown}` : 'book not read yet');
    setText(this.#show.strike, this.#market ? strike(this.#market) : unknown);
    this.#showProbability(edge, book);
    this.#showEdge(edge);
  }

  #showDistance() {
    const { lower, upper, strike_type: type } = this.#market ?? {};
    const strikes = { greater: lower, less: upper, between: (lower + upper) / 2 };
    const distance = Number(this.#spot?.price) - strikes[type];
    setText(this.#show.distance, Number.isFinite(distance) ? `${signed(distance, 2)} (${signed((distance / strikes[type]) * 100, 2)} %)` : unknown);
  }

  #showProbability(edge, book) {
    const bid = Number(book?.yes_bids?.[0]?.price ?? NaN);
    const ask = Number(book?.yes_asks?.[0]?.price ?? NaN);
    const mid = (bid + ask) / 2;
    const model = edge?.probability_yes ?? NaN;
    setText(this.#show.model, percent(model));
    setText(this.#show.mid, percent(mid));
    setText(this.#show.difference, Number.isFinite(model - mid) ? `${signed((model - mid) * 100, 1)} pp` : unknown);

    const { gauge } = this.#show;
    setAttribute(gauge, 'data-market', Number.isFinite(mid));
    setAttribute(gauge, 'data-model', Number.isFinite(model));
    gauge.style.setProperty('--bid', `${bid * 100}%`);
    gauge.style.setProperty('--spread', `${Math.max(ask - bid, 0) * 100}%`);
    gauge.style.setProperty('--model', `${model * 100}%`);
    setAttribute(gauge, 'aria-label', `Model ${percent(model)}, market ${percent(mid)}`);
  }

  #showEdge(edge) {
    const skipped = Object.entries(this.#edges?.data.skip_reasons ?? {}).map(([code, count]) => `${reason(code)} × ${count}`);
    setText(this.#show.noEdge, edge ? '' : this.#edges?.data.error ? `No edges: ${reason(this.#edges.data.error)}.`
      : `No edge for this market in the last tick.${skipped.length > 0 ? ` Skipped: ${skipped.join(', ')}.` : ''}`);
    this.#showValue(this.#show.evYes, edge?.ev_take_yes);
    this.#showValue(this.#show.evNo, edge?.ev_take_no);
    setText(this.#show.yesAsk, edge?.yes_ask_cents === undefined ? unknown : `${number(edge.yes_ask_cents, 1)} ¢`);
    setText(this.#show.noAsk, edge?.no_ask_cents === undefined ? unknown : `${number(edge.no_ask_cents, 1)} ¢`);
    setText(this.#show.raw, percent(edge?.probability_yes_raw, 2));
    setText(this.#show.sigma, percent(edge?.sigma_annualized));
    setText(this.#show.horizon, edge ? duration(edge.horizon_seconds) : unknown);
    setText(this.#show.spotUsed, number(edge?.spot_price, 2));
    setText(this.#show.inputAges, edge ? `${age(edge.spot_age_seconds)} / ${age(edge.quote_age_seconds)}` : unknown);
  }

  #showValue(node, dollarsPerContract) {
    const known = Number.isFinite(dollarsPerContract);
    setText(node, known ? `${signed(dollarsPerContract * 100, 2)} ¢` : unknown);
    setAttribute(node, 'data-mood', known && dollarsPerContract > 0 ? 'good' : null);
  }
}
