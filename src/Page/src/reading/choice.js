import { computed, signal } from '@preact/signals';
import { serverSeconds } from './clock.js';
import { Poll } from './poll.js';
import { sources } from './sources.js';

// The address keeps a picked market over a reload.
const picked = signal(pickedByAddress());

/** Whether a market can be traded now. */
export function tradable(market) {
  return (market.status === 'active' || market.status === 'open') && !(market.close_ts <= serverSeconds());
}

/** All markets, tradable ones first, the next to close on top. */
export const listed = computed(() => (sources.markets.data ?? [])
  .map((market) => ({ market, idle: tradable(market) ? 0 : 1 }))
  .sort(inOrder)
  .map(({ market }) => market));

/** Which market is looked at: the one the operator picked, else the next to close, and so always a running one. */
const market = computed(() => listed.value.find(isPicked) ?? listed.value.find(tradable) ?? listed.value[0] ?? null);
const ticker = computed(() => market.value?.market ?? null);

const ofTicker = (what) => () => ticker.value && `/api/markets/${encodeURIComponent(ticker.value)}/${what}`;

/** How much of the past one market's charts show, seconds. */
export const historySeconds = 1800;

/** The market looked at, and what is asked about it. */
export const choice = {
  book: new Poll(ofTicker('book?depth=8')),
  history: new Poll(ofTicker(`history?seconds=${historySeconds}`)),

  /** The market as listed; null when none is. */
  get market() {
    return market.value;
  },
  get ticker() {
    return ticker.value;
  },
  get isPicked() {
    return market.value !== null && isPicked(market.value);
  },
  pick(ticker) {
    picked.value = ticker;
    history.replaceState(null, '', `#${encodeURIComponent(ticker)}`);
  },
  /** Back to the next market to close. */
  release() {
    picked.value = null;
    history.replaceState(null, '', location.pathname);
  },
};

ticker.subscribe(() => {
  choice.book.reset();
  choice.history.reset();
});

function isPicked(market) {
  return market.market === picked.value;
}

function inOrder(a, b) {
  return a.idle - b.idle
    || (a.idle === 0 ? 1 : -1) * ((a.market.close_ts ?? Infinity) - (b.market.close_ts ?? Infinity))
    || String(a.market.market).localeCompare(String(b.market.market));
}

function pickedByAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}
