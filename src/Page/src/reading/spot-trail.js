import { signal } from '@preact/signals';
import { read } from './api.js';
import { serverSeconds } from './clock.js';
import { live } from './sources.js';

/** How far back the line of the spot price goes, seconds. */
export const trailSeconds = 600;

/** Where the price came from: `[ts, price]`, one a second at most, oldest first. */
export const spotTrail = signal([]);

live.reading.subscribe((reading) => extend([reading?.data.spot]));

/** Takes in what the silo has stored; without it the line starts now, which is no fault. */
export async function recallSpot() {
  try {
    const { data } = await read('/api/events/spot_tick?last=500');
    extend(data.map(({ payload }) => ({ ts: payload.ts, price: payload.price_dollars })));
  } catch (error) {
    console.info('No stored spot ticks:', error.message);
  }
}

/** The last price within a second counts; older ones find their place. */
function extend(ticks) {
  const known = ticks.filter((tick) => tick?.price && Number.isFinite(tick.ts)).map(({ ts, price }) => [Math.floor(ts), Number(price)]);
  const points = [...new Map([...spotTrail.peek(), ...known])].sort(([a], [b]) => a - b);
  // The newest point stays, however old: it is the level that the market was left at.
  const passed = points.findLastIndex(([ts]) => ts < serverSeconds() - trailSeconds);
  spotTrail.value = points.slice(Math.max(passed, 0));
}
