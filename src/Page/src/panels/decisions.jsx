import { sources } from '../reading/sources.js';
import { ev, number, percent, time, unknown } from '../showing/format.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';
import { reason } from '../showing/words.js';
import { explain } from './explanation.jsx';

const columns = [
  { name: 'market', head: 'market', show: (decision) => decision.market },
  {
    name: 'decision', head: 'decision', show: (decision) => (decision.would_trade ? 'TAKE' : 'pass'),
    mood: (decision) => (decision.would_trade ? 'mind' : null),
  },
  { name: 'side', head: 'side', show: (decision) => decision.side?.toUpperCase() ?? unknown },
  { name: 'ev', head: 'EV net', num: true, show: (decision) => ev(decision.ev_net) },
  { name: 'model', head: 'model', num: true, show: (decision) => percent(decision.probability_model) },
  { name: 'mid', head: 'market', num: true, show: (decision) => percent(decision.probability_market) },
  { name: 'tau', head: 'min left', label: 'minutes left', num: true, show: (decision) => number(decision.tau_minutes, 1) },
  {
    name: 'why', head: 'why', title: (decision) => decision.reason_not_eligible,
    show: (decision) => reason(decision.reason_not_eligible) || (decision.would_trade ? reason('trade_signal') : unknown),
  },
  {
    name: 'explain', head: <span class="unseen">explain</span>, label: 'explain',
    show: ({ market, ts_eval: ts }) => <button type="button" class="quiet" onClick={() => explain(market, ts)}>Explain</button>,
  },
];

/** What the strategy made of the last batch, takes first, each with its reason. */
export function Decisions(tile) {
  const { decisions = [], reasons = {}, as_of_ts: asOf } = sources.decisions.data ?? {};
  const order = [...decisions].sort((a, b) => b.would_trade - a.would_trade || (b.ev_net ?? -Infinity) - (a.ev_net ?? -Infinity));
  const counts = Object.entries(reasons).sort((a, b) => b[1] - a[1]);
  return (
    <Tile {...tile} polls={[sources.decisions]} aside={<p class="dim">{asOf ? `batch of ${time(asOf)} UTC` : ''}</p>}>
      <ul class="chips" aria-label="Reasons since start">
        {counts.map(([code, count]) => <li key={code} title={code}>{reason(code)} × {number(count)}</li>)}
      </ul>
      <Table label="Decisions of the last batch" columns={columns} rows={order}
        keyOf={({ market, side }) => `${market} ${side}`} empty="Nothing has been decided yet" />
    </Tile>
  );
}
