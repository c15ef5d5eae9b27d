import { cents, size } from '../showing/format.js';

/**
 * The canonical YES book, dearest ask on top: each level with its own size as a bar and the size up to it as a paler one.
 * The model's probability stands between the levels where it would be a price.
 * @param fair Model probability of YES, 0 to 1; null when there is none.
 */
export function Ladder({ book, fair, caption }) {
  const bids = depth(book?.yes_bids);
  const asks = depth(book?.yes_asks);
  const deepest = Math.max(bids.at(-1)?.total ?? 0, asks.at(-1)?.total ?? 0);
  const lines = [
    ...asks.reverse().map((level) => ({ price: level.price, row: <Level key={`ask ${level.price}`} side="ask" deepest={deepest} {...level} /> })),
    ...middle(book),
    ...bids.map((level) => ({ price: level.price, row: <Level key={`bid ${level.price}`} side="bid" deepest={deepest} {...level} /> })),
  ];
  if (Number.isFinite(fair) && lines.length > 0)
    lines.splice(placeOf(fair, lines), 0, { row: <Words key="model" kind="model" text={`model ${cents(fair)} ¢`} /> });
  return (
    <div class="ladder" data-book={book?.state ?? 'empty'}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr><th scope="col" class="num">bid size</th><th scope="col" class="num">YES ¢</th><th scope="col" class="num">ask size</th></tr>
        </thead>
        <tbody>
          {lines.length === 0 ? <Words kind="empty" text="No level in the book" /> : lines.map(({ row }) => row)}
        </tbody>
      </table>
    </div>
  );
}

function Level({ side, price, own, total, deepest }) {
  const bar = (of) => side === of && { class: `${of}-size num bar`, style: { '--size': share(own, deepest), '--total': share(total, deepest) } };
  return (
    <tr class={side}>
      <td class="bid-size num" data-label="bid size" {...bar('bid')}>{side === 'bid' && size(own)}</td>
      <td class={`price num ${side}`} data-label="price">{cents(price)}</td>
      <td class="ask-size num" data-label="ask size" {...bar('ask')}>{side === 'ask' && size(own)}</td>
    </tr>
  );
}

function Words({ kind, text }) {
  return <tr class={kind}><td colspan={3}>{text}</td></tr>;
}

function depth(levels) {
  let total = 0;
  return (levels ?? []).map((level) => {
    total += Number(level.size);
    return { price: Number(level.price), own: Number(level.size), total };
  });
}

function middle(book) {
  const bid = Number(book?.yes_bids?.[0]?.price ?? NaN);
  const ask = Number(book?.yes_asks?.[0]?.price ?? NaN);
  const mid = (ask + bid) / 2;
  const text = `spread ${cents(ask - bid)} ¢, mid ${cents(mid)} ¢`;
  return Number.isFinite(mid) ? [{ price: mid, row: <Words key="spread" kind="spread" text={text} /> }] : [];
}

// Before the first cheaper line, the list running from dear to cheap.
function placeOf(price, lines) {
  const place = lines.findIndex((line) => line.price < price);
  return place < 0 ? lines.length : place;
}

function share(part, whole) {
  return `${whole > 0 ? Math.min((part / whole) * 100, 100).toFixed(1) : 0}%`;
}
