import { setAttribute, svg } from '../showing/dom.js';

const width = 600;
const height = 100;

/**
 * A price over the last minutes, one point a second. Time runs to now and not to the newest point: when prices stop
 * coming, the line ends before the right edge.
 */
export class SparkLine {
  #windowSeconds;
  #points = [];
  #area;
  #line;
  #reference;
  #head;

  constructor(picture, windowSeconds) {
    this.#windowSeconds = windowSeconds;
    setAttribute(picture, 'viewBox', `0 0 ${width} ${height}`);
    setAttribute(picture, 'preserveAspectRatio', 'none');
    this.#area = svg('path', { class: 'area' });
    this.#reference = svg('path', { class: 'reference' });
    this.#line = svg('path', { class: 'line' });
    this.#head = svg('path', { class: 'head' });
    picture.append(this.#area, this.#reference, this.#line, this.#head);
  }

  /** Takes a price at a second; the last one within a second counts, older ones find their place. */
  add(ts, price) {
    if (!Number.isFinite(ts) || !Number.isFinite(price))
      return;
    let place = this.#points.length;
    while (place > 0 && this.#points[place - 1].ts > ts)
      place--;
    if (place > 0 && this.#points[place - 1].ts === ts)
      this.#points[place - 1].price = price;
    else
      this.#points.splice(place, 0, { ts, price });
  }

  /**
   * @param reference A price to compare with, e.g. a strike; drawn only where it does not flatten the line.
   * @returns Lowest, highest and first price of the window, or null without points.
   */
  draw(nowTs, reference) {
    const from = nowTs - this.#windowSeconds;
    // The newest point stays, however old: it is the level that the market was left at.
    while (this.#points.length > 1 && this.#points[1].ts < from)
      this.#points.shift();
    const shown = this.#points;
    if (shown.length === 0)
      return null;

    const prices = shown.map((point) => point.price);
    const low = Math.min(...prices);
    const high = Math.max(...prices);
    const reach = Math.max(high - low, high * 2e-4);
    const near = Number.isFinite(reference) && reference > low - 2 * reach && reference < high + 2 * reach;
    const bottom = Math.min(low, near ? reference : low) - reach * 0.08;
    const top = Math.max(high, near ? reference : high) + reach * 0.08;

    const x = (ts) => (Math.max((ts - from) / this.#windowSeconds, 0) * width).toFixed(1);
    const y = (price) => ((1 - (price - bottom) / (top - bottom)) * height).toFixed(1);
    const path = shown.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.ts)} ${y(point.price)}`).join('');
    const last = shown.at(-1);
    setAttribute(this.#line, 'd', path);
    setAttribute(this.#area, 'd', `${path}L${x(last.ts)} ${height}L${x(shown[0].ts)} ${height}Z`);
    setAttribute(this.#head, 'd', `M${x(last.ts)} ${y(last.price)}h0.01`);
    setAttribute(this.#reference, 'd', near ? `M0 ${y(reference)}H${width}` : '');
    return { low, high, first: shown[0].price, near };
  }
}
