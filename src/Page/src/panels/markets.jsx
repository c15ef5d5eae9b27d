import { choice, listed, tradable } from '../reading/choice.js';
import { serverSeconds } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { sources } from '../reading/sources.js';
import { age, cents, countdown, size, unknown } from '../showing/format.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';
import { reason, strike } from '../showing/words.js';

const columns = [
  { name: 'ticker', head: 'market', show: pick },
  { name: 'status', head: 'status', show: ({ status, outcome }) => `${status ?? unknown}${settled(outcome)}` },
  {
    name: 'closes', head: 'closes in', num: true,
    show: ({ close_ts: closes }) => (closes ? countdown(closes - serverSeconds()) : unknown),
  },
  { name: 'strike', head: 'strike', num: true, show: strike },
  { name: 'bid-size', head: 'size', label: 'bid size', num: true, show: ({ quote }) => size(quote?.yes_bid_size) },
  { name: 'bid', head: 'bid ¢', label: 'bid', num: true, show: ({ quote }) => cents(quote?.yes_bid) },
  { name: 'ask', head: 'ask ¢', label: 'ask', num: true, show: ({ quote }) => cents(quote?.yes_ask) },
  { name: 'ask-size', head: 'size', label: 'ask size', num: true, show: ({ quote }) => size(quote?.yes_ask_size) },
  {
    name: 'age', head: 'age', num: true, show: (market) => `${stale(market) ? 'stale ' : ''}${age(quoteAge(market))}`,
    mood: (market) => (stale(market) ? 'bad' : null),
  },
  {
    name: 'book', head: 'book', show: (market) => market.book_state ?? unknown,
    mood: (market) => ({ live: 'good', stale: 'bad' })[market.book_state], title: (market) => reason(market.book_reason) || null,
  },
];

/** All listed markets, one row each; a row is chosen by click or by keyboard. */
export function Markets(tile) {
  const old = listed.value.filter(stale);
  const wrong = old.length > 0 && `Stale quote (limit ${limits.quoteAge} s): ${old.length === 1 ? old[0].market : `${old.length} markets`}`;
  return (
    <Tile {...tile} polls={[sources.markets]} wrong={wrong} onKeyDown={move}>
      <Table label="Listed markets" columns={columns} rows={listed.value} keyOf={({ market }) => market} of={row}
        empty="No market is listed yet" />
    </Tile>
  );
}

function row(market) {
  return {
    'data-idle': tradable(market) ? null : '',
    'data-chosen': market.market === choice.ticker ? '' : null,
    onClick: () => choice.pick(market.market),
  };
}

function pick({ market }) {
  return <button type="button" class="plain" aria-pressed={String(market === choice.ticker)}>{market}</button>;
}

function quoteAge(market) {
  return sources.markets.reading.value.grown(market.quote_age_seconds);
}

function stale(market) {
  return tradable(market) && quoteAge(market) > limits.quoteAge;
}

function settled(outcome) {
  return outcome === null || outcome === undefined ? '' : `, ${outcome === 1 ? 'YES' : 'NO'}`;
}

/** The arrow keys go from market to market. */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...event.currentTarget.querySelectorAll('tbody button')];
  const place = buttons.indexOf(document.activeElement);
  if (step === undefined || place < 0)
    return;
  buttons[place + step]?.focus();
  event.preventDefault();
}
