import { signal } from '@preact/signals';
import { choice, historySeconds } from '../reading/choice.js';
import { second } from '../reading/clock.js';
import { axes, Chart } from '../showing/chart.jsx';
import { ev, number, percent, time } from '../showing/format.js';
import { Tile } from '../showing/tile.jsx';
import { reason } from '../showing/words.js';

/** The row under the pointer, in all charts; null while it is elsewhere. */
const pointed = signal(null);

const inCents = (dollars) => (Number.isFinite(dollars) ? dollars * 100 : dollars);

/** A dashed line. */
const level = (value) => ({ colour: '--dim', dash: [4, 4], width: 1, value });

/** A dot where a side was taken. */
const take = (colour, side, value) => ({
  colour, points: { show: true, size: 8 }, paths: () => null, value: (row) => (row.take?.side === side ? value(row) : null),
});

const charts = [
  chart('Spot against the strike', [['spot', 'spot'], ['strike', 'strike']], (value) => number(value, 2), [
    level((row) => row.strike),
    { colour: '--accent', value: (row) => row.spot },
  ], (row) => row.spot),
  chart('Model probability against the market\'s', [['model', 'model'], ['mid', 'market mid']], (value) => percent(value, 0), [
    { colour: '--dim', value: (row) => row.mid },
    { colour: '--accent', value: (row) => row.model },
  ], (row) => row.model),
  chart('Expected value of both sides', [['yes', 'edge of YES'], ['no', 'of NO, dots are takes']], (value) => `${number(value, 1)} ¢`, [
    level(() => 0),
    { colour: '--bad', value: (row) => inCents(row.ev_no) },
    { colour: '--good', value: (row) => inCents(row.ev_yes) },
  ], (row) => inCents(row.take.ev_net)),
];

/** @param taken Where the dot of a take stands. */
function chart(label, keys, format, lines, taken) {
  return {
    label, keys,
    lines: [...lines, take('--good', 'yes', taken), take('--bad', 'no', taken)],
    options: {
      axes: axes(format),
      cursor: { y: false, sync: { key: 'history' }, drag: { x: false, y: false } },
      hooks: { setCursor: [(plot) => { pointed.value = plot.cursor.idx ?? null; }] },
    },
  };
}

/** One market over time: spot against its strike, the model against the market, edges, and what was decided. */
export function History(tile) {
  const record = choice.history.data ?? { edges: [], decisions: [] };
  const rows = timeline(record);
  const to = second.value;
  const from = Math.min(Math.max(to - historySeconds, rows[0]?.ts ?? 0), to - 60);
  const row = rows[pointed.value];
  const aside = (
    <>
      <p class="dim">{choice.ticker}</p>
      <p class="dim">{row ? inWords(row) : summary(record)}</p>
    </>
  );
  return (
    <Tile {...tile} polls={[choice.history]} aside={aside}>
      <div class="plots">
        {charts.map(({ label, keys, ...what }) => (
          <figure key={label}>
            <figcaption>{keys.map(([kind, words]) => <span key={kind}><i class={`key ${kind}`} />{words} </span>)}</figcaption>
            {rows.length > 0 ? <Chart label={label} {...what} rows={rows} from={from} to={to} range={widened} /> : <div class="chart" />}
          </figure>
        ))}
      </div>
    </Tile>
  );
}

/** Edges and takes by their time; a take of which no edge is recorded stands alone. */
function timeline({ edges, decisions, strike }) {
  const rows = new Map(edges.map((edge) => [edge.ts, { ...edge, strike }]));
  for (const decision of decisions) {
    if (decision.would_trade)
      rows.set(decision.ts, { ts: decision.ts, ...rows.get(decision.ts), take: decision });
  }
  return [...rows.values()].sort((a, b) => a.ts - b.ts);
}

function widened(low, high) {
  const room = Math.max(high - low, Math.abs(high) * 1e-5, 1e-9) * 0.06;
  return [low - room, high + room];
}

function inWords({ ts, spot, model, mid, ev_yes: yes, ev_no: no, take }) {
  return `${time(ts)}: spot ${number(spot, 2)}, model ${percent(model)}, market ${percent(mid)}, YES ${ev(yes)}, NO ${ev(no)}`
    + (take ? `, TAKE ${take.side?.toUpperCase() ?? ''} for ${ev(take.ev_net)} net` : '');
}

function summary({ edges, decisions }) {
  if (edges.length === 0)
    return 'Nothing recorded yet';
  const last = decisions.at(-1);
  return `${number(edges.length)} edges, ${number(decisions.filter((decision) => decision.would_trade).length)} takes`
    + (last ? `; last: ${last.would_trade ? 'TAKE' : 'pass'}, ${reason(last.reason) || 'trade signal'}` : '');
}
