import { tradable } from './panels/markets.js';

/** Which market is looked at: the one the operator picked, else the next to close, and so always a running one. */
export class Choice {
  #onChange;
  #pinned;
  ticker = null;

  constructor(onChange) {
    this.#onChange = onChange;
    // The address keeps a picked market over a reload.
    this.#pinned = decodeHash();
  }

  pin(ticker) {
    this.#pinned = ticker;
    history.replaceState(null, '', `#${encodeURIComponent(ticker)}`);
    this.#set(ticker);
  }

  /** Back to the next market to close. */
  release(markets) {
    this.#pinned = null;
    history.replaceState(null, '', location.pathname);
    this.ticker = null;
    this.follow(markets);
  }

  /** @param markets All markets in the order shown. */
  follow(markets) {
    const listed = markets.some((market) => market.market === this.#pinned);
    if (this.#pinned !== null && !listed)
      this.#pinned = null;
    const next = this.#pinned ?? (markets.find(tradable) ?? markets[0])?.market ?? null;
    if (next !== this.ticker)
      this.#set(next);
  }

  #set(ticker) {
    this.ticker = ticker;
    this.#onChange(ticker, this.#pinned !== null);
  }
}

function decodeHash() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}
