import { sources } from '../reading/sources.js';
import { Facts } from '../showing/facts.jsx';
import { cents, number, size, time, unknown } from '../showing/format.js';
import { dollars, parse, times } from '../showing/money.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';

const dollar = 1_000_000n;

const columns = [
  { name: 'market', head: 'market', show: ({ market }) => market },
  { name: 'side', head: 'side', show: ({ side }) => side?.toUpperCase() ?? unknown },
  { name: 'quantity', head: 'quantity', num: true, show: ({ quantity }) => size(quantity) },
  { name: 'cost', head: 'cost', num: true, show: ({ cost }) => dollars(parse(cost)) },
  { name: 'fees', head: 'fees', num: true, show: ({ fees }) => dollars(parse(fees)) },
  { name: 'exit', head: 'exit now', num: true, show: ({ exit }) => (exit === null ? unknown : `${cents(Number(exit) / 1e6)} ¢`) },
  { name: 'profit', head: 'open P&L', num: true, show: ({ profit }) => dollars(profit, { sign: true }) },
  { name: 'opened', head: 'opened', num: true, show: ({ opened_ts: ts }) => time(ts) },
];

/** The account, and each open position at what closing it now would bring. */
export function Positions(tile) {
  const account = sources.positions.data;
  const open = (account?.open ?? []).map(atExit);
  const counts = account && `${number(account.fills)} fills, ${number(account.settlements)} settlements, ${number(account.pending_orders)} pending`;
  const signed = (amount) => dollars(amount, { sign: true });
  return (
    <Tile {...tile} polls={[sources.positions]} aside={<p class="dim">{counts}</p>}>
      <Facts of={[
        ['realised P&L', signed(parse(account?.realized_pnl))],
        ['open P&L at exit', signed(account && sum(open.map(({ profit }) => profit)))],
        ['cash', signed(parse(account?.cash))],
        ['fees', dollars(parse(account?.fees_paid))],
      ]} />
      <Table label="Open positions" columns={columns} rows={open} keyOf={({ market, side }) => `${market} ${side}`}
        empty="No open position" />
    </Tile>
  );
}

/** A position with what its side can be sold for now, YES at the bid, NO at what the ask leaves of a dollar. */
function atExit(position) {
  const quote = sources.markets.data?.find(({ market }) => market === position.market)?.quote;
  const ask = parse(quote?.yes_ask);
  const exit = position.side?.toLowerCase() === 'yes' ? parse(quote?.yes_bid) : ask === null ? null : dollar - ask;
  const [quantity, cost, fees] = [parse(position.quantity), parse(position.cost), parse(position.fees)];
  const profit = [exit, quantity, cost, fees].includes(null) ? null : times(exit, quantity) - cost - fees;
  return { ...position, exit, profit };
}

// Unknown as soon as one is: a sum without it would look like the whole.
function sum(amounts) {
  return amounts.includes(null) ? null : amounts.reduce((total, each) => total + each, 0n);
}
