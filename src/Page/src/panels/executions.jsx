import { sources } from '../reading/sources.js';
import { cents, size, time, unknown } from '../showing/format.js';
import { dollars, parse } from '../showing/money.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';
import { reason } from '../showing/words.js';

const shown = 20;

const columns = [
  { name: 'time', head: 'time', show: ({ ts }) => time(ts) },
  { name: 'kind', head: 'what', show: ({ paper, kind }) => `${paper === false ? '' : 'paper '}${kind}` },
  { name: 'market', head: 'market', show: ({ market_id: market }) => market },
  { name: 'side', head: 'side', show: ({ side }) => side?.toUpperCase() ?? unknown },
  { name: 'quantity', head: 'quantity', num: true, show: ({ quantity_fp: quantity }) => size(quantity) },
  {
    name: 'price', head: 'price', num: true,
    show: ({ price_dollars: price }) => (price === null || price === undefined ? unknown : `${cents(price)} ¢`),
  },
  { name: 'result', head: 'result', show: ({ result }) => result, mood: ({ result }) => (result === 'rejected' ? 'bad' : null) },
  { name: 'why', head: 'note', show: ({ note }) => note },
];

/** Orders and fills in one story, newest first. */
export function Executions(tile) {
  const story = [...(sources.fills.data ?? []).map(fill), ...(sources.orders.data ?? []).map(order)].sort((a, b) => b.ts - a.ts);
  return (
    <Tile {...tile} polls={[sources.orders, sources.fills]}>
      <Table label="Last orders and fills" columns={columns} rows={story.slice(0, shown)}
        keyOf={({ kind, key }) => `${kind} ${key}`} empty="No order and no fill yet" />
    </Tile>
  );
}

function order({ idempotency_key: key, ts_event: ts, payload }) {
  return { ...payload, key, ts, kind: 'order', result: payload.status, note: reason(payload.reason) };
}

function fill({ idempotency_key: key, ts_event: ts, payload }) {
  const result = { 0: 'settled NO', 1: 'settled YES' }[payload.outcome] ?? 'filled';
  return { ...payload, key, ts, kind: payload.action === 'settle' ? 'settlement' : 'fill', result, note: `fee ${dollars(parse(payload.fee_dollars))}` };
}
