import { read } from '../reading/api.js';
import { serverSeconds } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { fields, setText } from '../showing/dom.js';
import { age, number, signed } from '../showing/format.js';
import { Tile } from '../showing/tile.js';
import { SparkLine } from './spark-line.js';

const windowSeconds = 600;

/** The underlying: price, age, and where it came from in the last minutes. */
export class SpotPanel {
  #show;
  #spark;
  #reading = null;
  #reference = null;

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#spark = new SparkLine(section.querySelector('svg'), windowSeconds);
  }

  /** Fills the line with what the silo has stored; without it the line starts now, which is no fault. */
  async recall() {
    try {
      const ticks = await read('/api/events/spot_tick?last=500');
      for (const tick of ticks.data)
        this.#spark.add(tick.payload.ts, Number(tick.payload.price_dollars));
    } catch (error) {
      console.info('No stored spot ticks:', error.message);
    }
  }

  /** The strike to compare the price with; null for none. */
  compareWith(strike) {
    this.#reference = strike;
  }

  show(reading) {
    this.#reading = reading;
    const { spot } = reading.data;
    if (spot?.price)
      this.#spark.add(Math.floor(spot.ts), Number(spot.price));
    setText(this.#show.product, spot?.product_id);
    setText(this.#show.price, number(spot?.price, 2));
    setText(this.#show.ticks, `${number(spot?.ticks)} ticks, ${number(spot?.late_ticks)} late`);
    this.#draw();
  }

  tick() {
    const spot = this.#reading?.data.spot;
    const seconds = this.#reading?.grown(spot?.age_seconds) ?? null;
    setText(this.#show.age, seconds === null ? 'no price yet' : `${age(seconds)} old`);
    this.tile.complain('data', this.#reading === null ? null
      : !spot?.price ? 'No spot price yet'
      : seconds === null ? 'Age of the price unknown'
      : seconds > limits.spotAge ? `Stale: ${age(seconds)} (limit ${limits.spotAge} s)`
      : null);
  }

  #draw() {
    const range = this.#spark.draw(serverSeconds(), this.#reference);
    if (range === null)
      return;
    const change = Number(this.#reading.data.spot.price) - range.first;
    setText(this.#show.change, `${signed(change, 2)} (${signed((change / range.first) * 100, 2)} %)`);
    setText(this.#show.range, `${number(range.low, 2)} to ${number(range.high, 2)}`);
    setText(this.#show.reference, range.near ? `dashed: strike ${number(this.#reference, 2)}` : '');
  }
}
