import { sources } from '../reading/sources.js';
import { number, percent, size } from '../showing/format.js';
import { dollars, parse } from '../showing/money.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';

/** From this share of a limit on, it is stressed. */
const nearShare = 0.8;

const columns = [
  { name: 'name', head: 'limit', show: (use) => use.name },
  {
    name: 'used', head: 'used', num: true, show: (use) => use.used,
    mood: ({ share }) => (share >= 1 ? 'bad' : share >= nearShare ? 'mind' : null),
  },
  { name: 'cap', head: 'of', num: true, show: (use) => use.cap },
  { name: 'share', head: 'share', show: bar },
];

/** What the account has at stake beside what it may have, as the limits hold now. */
export function Exposure(tile) {
  const { data } = sources.limits;
  const rows = data === null ? [] : uses(data);
  const passed = rows.filter(({ share }) => share >= 1).map(({ name }) => name);
  const aside = data !== null && (
    <>
      <p class="dim">account {data.account}, {number(data.open_orders)} open orders</p>
      <p class="dim">{data.canary && `Canary: ${data.canary}`}</p>
    </>
  );
  return (
    <Tile {...tile} polls={[sources.limits]} wrong={passed.length > 0 && `Limit reached: ${passed.join(', ')}`} aside={aside}>
      <Table label="What is at stake, and the limits" columns={columns} rows={rows} keyOf={({ name }) => name} empty="No limits" />
    </Tile>
  );
}

const money = (text) => dollars(parse(text));

function uses({
  used, effective: cap, day_pnl: realized, day_unrealized: unrealized, orders_last_minute: orders, failures_in_a_row: failures,
}) {
  // Realised alone, or together with what is open: the limit holds for the larger one.
  const loss = Math.max(-Number(realized), -Number(realized) - Number(unrealized), 0).toFixed(4);
  return [
    use('at stake', used.notional, cap.total.notional, money),
    use('contracts', used.contracts, cap.total.contracts, size),
    use('markets', used.markets, cap.open_positions, number),
    use('worst case', used.worst_case_loss, cap.worst_case_loss, money),
    use('loss of the day', loss, cap.daily_loss, money),
    use('orders a minute', orders, cap.orders_per_minute, number),
    use('failures in a row', failures, cap.consecutive_failures, number),
  ];
}

function use(name, used, cap, format) {
  return { name, used: format(used), cap: format(cap), share: Number(used) / Number(cap) };
}

function bar({ name, share }) {
  return <meter min={0} max={1} high={nearShare} value={share || 0} aria-label={`${percent(share, 0)} of ${name}`} title={percent(share, 0)} />;
}
