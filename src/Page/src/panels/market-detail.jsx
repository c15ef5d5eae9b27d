import { choice } from '../reading/choice.js';
import { serverSeconds } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { live, sources } from '../reading/sources.js';
import { Facts } from '../showing/facts.jsx';
import { age, countdown, percent, signed, unknown } from '../showing/format.js';
import { Tile } from '../showing/tile.jsx';
import { reason, strike } from '../showing/words.js';
import { Edge } from './edge.jsx';
import { Gauge } from './gauge.jsx';
import { Ladder } from './ladder.jsx';

/** One market: its ladder beside what the model makes of it. */
export function MarketDetail(tile) {
  const { market, ticker } = choice;
  const book = choice.book.data;
  const edge = sources.edges.data?.snapshots?.find((snapshot) => snapshot.market === ticker) ?? null;
  const bid = Number(book?.yes_bids?.[0]?.price ?? NaN);
  const ask = Number(book?.yes_asks?.[0]?.price ?? NaN);
  const mid = (bid + ask) / 2;
  const model = edge?.probability_yes ?? NaN;
  return (
    <Tile {...tile} polls={[choice.book, sources.edges]} wrong={fault(book, edge)} aside={<Following />}>
      <p class="ticker">{ticker ?? 'No market'}</p>
      <Facts of={[
        ['closes in', market?.close_ts ? countdown(market.close_ts - serverSeconds()) : unknown],
        ['strike', market ? strike(market) : unknown],
        ['spot over strike', market ? overStrike(market) : unknown],
      ]} />
      <Gauge bid={bid} ask={ask} model={model} />
      <Facts of={[
        ['model', percent(model), null, 'model'],
        ['market mid', percent(mid), null, 'market'],
        ['model over market', Number.isFinite(model - mid) ? `${signed((model - mid) * 100, 1)} pp` : unknown],
      ]} />
      <div class="columns">
        <Ladder book={book} fair={edge?.probability_yes} caption={sequence(book)} />
        <Edge edge={edge} tick={sources.edges.data} />
      </div>
    </Tile>
  );
}

function Following() {
  const { ticker, isPicked } = choice;
  return (
    <>
      <p class="dim">{ticker === null ? '' : isPicked ? 'chosen' : 'next to close'}</p>
      <button type="button" id="follow" class="quiet" hidden={!isPicked} onClick={choice.release}>Follow next to close</button>
    </>
  );
}

function fault(book, edge) {
  if (book?.state === 'stale')
    return `Book stale: ${reason(book.reason) || 'no reason given'}; none of its prices may be used`;
  const seconds = edge ? serverSeconds() - edge.as_of_ts : 0;
  return seconds > limits.edgesAge ? `Edge stale: ${age(seconds)} old (limit ${limits.edgesAge} s)` : null;
}

function overStrike({ strike_type: type, lower, upper }) {
  const middle = { greater: lower, less: upper, between: (lower + upper) / 2 }[type];
  const distance = Number(live.data?.spot?.price) - middle;
  return Number.isFinite(distance) ? `${signed(distance, 2)} (${signed((distance / middle) * 100, 2)} %)` : unknown;
}

function sequence(book) {
  return book ? `book ${book.state}, sequence ${book.sequence ?? unknown}` : 'book not read yet';
}
