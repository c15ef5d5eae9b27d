import { setAttribute, svg } from './dom.js';

const left = 4;
const right = 64;
const top = 6;
const bottom = 18;

/**
 * Lines and marks over time, in the picture's own pixels, with the values at the right edge and the times below.
 * A line breaks where its value is missing.
 */
export class Plot {
  #picture;
  #format;
  #drawn = null;

  /** @param format Writes a value beside its grid line. */
  constructor(picture, format) {
    this.#picture = picture;
    this.#format = format;
    new ResizeObserver(() => this.#drawn && this.draw(this.#drawn)).observe(picture);
  }

  /**
   * @param what `from` and `to` in Unix seconds; `lines` of `{ kind, points: [[ts, value]] }`; `levels` of `{ kind, value }`;
   *   `marks` of `{ kind, ts, value, title }`; `range` of values to show at least, or none.
   */
  draw(what) {
    this.#drawn = what;
    const { clientWidth: width, clientHeight: height } = this.#picture;
    if (width === 0 || height === 0)
      return;
    const values = [
      ...what.lines.flatMap((line) => line.points.map(([, value]) => value)),
      ...(what.levels ?? []).map((level) => level.value), ...(what.range ?? []),
    ].filter(Number.isFinite);
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = Math.max(high - low, Math.abs(high) * 1e-5, 1e-9) * 0.06;
    const scale = {
      x: (ts) => left + ((ts - what.from) / (what.to - what.from)) * (width - left - right),
      y: (value) => top + (1 - (value - low + room) / (high - low + 2 * room)) * (height - top - bottom),
    };
    setAttribute(this.#picture, 'viewBox', `0 0 ${width} ${height}`);
    this.#picture.replaceChildren(...values.length === 0 ? [] : [
      ...this.#grid(scale, low, high, width - right),
      ...times(scale, what, height),
      ...(what.levels ?? []).map(({ kind, value }) => svg('path', { class: `level ${kind}`, d: `M${left} ${scale.y(value)}H${width - right}` })),
      ...what.lines.map(({ kind, points }) => svg('path', { class: `line ${kind}`, d: path(points, scale) })),
      ...(what.marks ?? []).map((mark) => this.#mark(mark, scale)),
    ]);
  }

  #grid(scale, low, high, end) {
    return [low, (low + high) / 2, high].flatMap((value) => {
      const label = svg('text', { x: end + 6, y: scale.y(value) + 4 });
      label.textContent = this.#format(value);
      return [svg('path', { class: 'grid', d: `M${left} ${scale.y(value)}H${end}` }), label];
    });
  }

  #mark({ kind, ts, value, title }, scale) {
    const dot = svg('circle', { class: `mark ${kind}`, cx: scale.x(ts), cy: scale.y(value), r: 4 });
    const words = svg('title');
    words.textContent = title;
    dot.append(words);
    return dot;
  }
}

function path(points, scale) {
  let pen = 'M';
  return points.map(([ts, value]) => {
    if (!Number.isFinite(value)) {
      pen = 'M';
      return '';
    }
    const step = `${pen}${scale.x(ts).toFixed(1)} ${scale.y(value).toFixed(1)}`;
    pen = 'L';
    return step;
  }).join('');
}

/** Full steps of time, at most six of them. */
function times(scale, { from, to }, height) {
  const step = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400].find((seconds) => (to - from) / seconds <= 6) ?? 21600;
  const labels = [];
  for (let ts = Math.ceil(from / step) * step; ts <= to; ts += step) {
    const label = svg('text', { x: scale.x(ts), y: height - 4, class: 'time' });
    label.textContent = new Date(ts * 1000).toISOString().slice(11, 16);
    labels.push(label);
  }
  return labels;
}
