import { choice } from '../reading/choice.js';
import { second } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { live } from '../reading/sources.js';
import { spotTrail, trailSeconds } from '../reading/spot-trail.js';
import { Chart } from '../showing/chart.jsx';
import { age, number, signed, unknown } from '../showing/format.js';
import { Tile } from '../showing/tile.jsx';

const options = { axes: [{ show: false }, { show: false }], cursor: { show: false } };

const lines = [
  { colour: '--dim', dash: [4, 4], width: 1, value: (row) => row.strike },
  {
    colour: '--accent', fill: '--accent-soft', value: (row) => row.price,
    points: { show: true, size: 6, filter: (plot) => [plot.data[0].length - 1] },
  },
];

/** The underlying: price, age, and where it came from in the last minutes. */
export function Spot(tile) {
  const spot = live.data?.spot;
  const seconds = live.reading.value?.grown(spot?.age_seconds) ?? null;
  return (
    <Tile {...tile} wrong={fault(spot, seconds)} aside={<p class="dim">{spot?.product_id}</p>}>
      <div class="quote">
        <p class="price">{number(spot?.price, 2)}</p>
        <p>{seconds === null ? 'no price yet' : `${age(seconds)} old`}</p>
        <p class="dim">{spot && `${number(spot.ticks)} ticks, ${number(spot.late_ticks)} late`}</p>
      </div>
      <Trail />
    </Tile>
  );
}

function fault(spot, seconds) {
  if (live.data === null)
    return null;
  if (!spot?.price)
    return 'No spot price yet';
  if (seconds === null)
    return 'Age of the price unknown';
  return seconds > limits.spotAge ? `Stale: ${age(seconds)} (limit ${limits.spotAge} s)` : null;
}

/** Time runs to now and not to the newest point: when prices stop coming, the line ends before the right edge. */
function Trail() {
  const points = spotTrail.value;
  const now = second.value;
  const [low, high] = [Math.min(...points.map(priceOf)), Math.max(...points.map(priceOf))];
  const reach = Math.max(high - low, high * 2e-4);
  // The strike is drawn only where it does not flatten the line.
  const strike = strikeToCompare();
  const near = strike > low - 2 * reach && strike < high + 2 * reach;
  const rows = points.map(([ts, price]) => ({ ts: Math.max(ts, now - trailSeconds), price, strike: near ? strike : null }));
  const [first, last] = [points[0]?.[1], points.at(-1)?.[1]];
  return (
    <>
      {rows.length > 0
        ? <Chart label="Price of the last ten minutes" lines={lines} rows={rows} from={now - trailSeconds} to={now} options={options}
            range={(bottom, top) => [bottom - reach * 0.08, top + reach * 0.08]} />
        : <div class="chart" />}
      <p class="legend dim">
        <span>10 min: {rows.length > 0 ? `${signed(last - first, 2)} (${signed(((last - first) / first) * 100, 2)} %)` : unknown}</span>
        <span>{rows.length > 0 && `${number(low, 2)} to ${number(high, 2)}`}</span>
        <span>{near && `dashed: strike ${number(strike, 2)}`}</span>
      </p>
    </>
  );
}

const priceOf = ([, price]) => price;

function strikeToCompare() {
  const { market } = choice;
  return (market?.strike_type === 'less' ? market.upper : market?.lower) ?? null;
}
