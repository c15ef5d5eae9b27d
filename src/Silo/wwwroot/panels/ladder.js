import { el, setAttribute, setText } from '../showing/dom.js';
import { cents, signed, size } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';

/**
 * The canonical YES book, dearest ask on top: each level with its own size as a bar and the size up to it as a paler one.
 * The model's probability stands between the levels where it would be a price.
 */
export class Ladder {
  #rows;
  #frame;

  constructor(table) {
    this.#frame = table.parentElement;
    this.#rows = new Rows(table.querySelector('tbody'), {
      key: (line) => line.key,
      build: (key) => (/^(bid|ask) /.test(key) ? level(key.slice(0, 3)) : caption(key)),
      empty: 'No level in the book',
    });
  }

  /** @param fair Model probability of YES, 0 to 1; null when there is none. */
  show(book, fair) {
    const bids = depth(book?.yes_bids, 'bid');
    const asks = depth(book?.yes_asks, 'ask');
    const deepest = Math.max(bids.at(-1)?.total ?? 0, asks.at(-1)?.total ?? 0);
    const lines = [...asks.reverse(), ...middle(book), ...bids];
    for (const line of lines)
      line.deepest = deepest;
    if (Number.isFinite(fair) && lines.length > 0)
      lines.splice(placeOf(fair, lines), 0, { key: 'model', text: `model ${cents(fair)} ¢` });
    this.#rows.show(lines);
    setAttribute(this.#frame, 'data-book', book?.state ?? 'empty');
  }
}

function depth(levels, side) {
  let total = 0;
  return (levels ?? []).map((row) => {
    total += Number(row.size);
    return { key: `${side} ${row.price}`, price: Number(row.price), row, total };
  });
}

function middle(book) {
  const bid = book?.yes_bids?.[0];
  const ask = book?.yes_asks?.[0];
  if (!bid || !ask)
    return [];
  const spread = Number(ask.price) - Number(bid.price);
  return [{
    key: 'spread',
    price: (Number(ask.price) + Number(bid.price)) / 2,
    text: `spread ${signed(spread * 100, 1).replace('+', '')} ¢, mid ${cents((Number(ask.price) + Number(bid.price)) / 2)} ¢`,
  }];
}

// Before the first cheaper line, the list running from dear to cheap.
function placeOf(price, lines) {
  const place = lines.findIndex((line) => line.price < price);
  return place < 0 ? lines.length : place;
}

function level(side) {
  const { row, ...cell } = cells(['bid-size', 'bid size', 'num'], ['price', 'price', `num ${side}`], ['ask-size', 'ask size', 'num']);
  const own = cell[`${side}-size`];
  own.classList.add('bar');
  row.className = side;
  return {
    row,
    update(line) {
      setText(cell.price, cents(line.row.price));
      setText(own, size(line.row.size));
      own.style.setProperty('--size', share(Number(line.row.size), line.deepest));
      own.style.setProperty('--total', share(line.total, line.deepest));
    },
  };
}

function caption(kind) {
  const text = el('td', { colspan: 3 });
  return { row: el('tr', { class: kind }, text), update: (line) => setText(text, line.text) };
}

function share(part, whole) {
  return `${whole > 0 ? Math.min((part / whole) * 100, 100).toFixed(1) : 0}%`;
}
