import { useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

const colour = (name) => () => getComputedStyle(document.documentElement).getPropertyValue(name);

/**
 * Values over time. A line breaks where its value is null, and runs on where it is undefined.
 * @param lines `{ colour, value(row) }`, colours by the name of their CSS property; `dash`, `fill`, `width`, `paths`
 *   and `points` are uPlot's. As many at any time as at first.
 * @param rows One for each time, oldest first, each with its `ts` in Unix seconds.
 * @param from The left edge, Unix seconds; `to` is the right one.
 * @param range From the lowest and the highest value to those at the lower and the upper edge.
 * @param options uPlot's further ones.
 */
export function Chart({ label, lines, rows, from, to, range, options }) {
  const frame = useRef(null);
  const chart = useRef(null);
  const shown = useRef(null);
  shown.current = { from, to, range, data: [rows.map((row) => row.ts), ...lines.map((line) => rows.map(line.value))] };

  useLayoutEffect(() => {
    const { clientWidth: width, clientHeight: height } = frame.current;
    const plot = chart.current = new uPlot({
      width, height, legend: { show: false }, padding: [6, 4, 0, 4],
      ...options,
      scales: {
        x: { range: () => [shown.current.from, shown.current.to] },
        y: { range: (_, low, high) => (low === null ? [0, 1] : shown.current.range(low, high)) },
      },
      series: [{}, ...lines.map(series)],
    }, shown.current.data, frame.current);
    const fit = new ResizeObserver(([{ contentRect }]) => plot.setSize(contentRect));
    fit.observe(frame.current);
    // A canvas keeps the colours that it was painted with.
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const repaint = () => plot.redraw(false);
    scheme.addEventListener('change', repaint);
    return () => {
      scheme.removeEventListener('change', repaint);
      fit.disconnect();
      plot.destroy();
    };
  }, []);
  useLayoutEffect(() => chart.current.setData(shown.current.data), [rows, from, to]);

  return <div class="chart" role="img" aria-label={label} ref={frame} />;
}

function series({ colour: name, fill, points, width = 1.5, dash, paths }) {
  return {
    stroke: colour(name), fill: fill && colour(fill), width, dash, paths,
    points: { show: false, ...points, ...(points && { stroke: colour(name), fill: colour(name) }) },
  };
}

const widest = (_, words) => 12 + 6 * Math.max(0, ...(words ?? []).map((each) => each.length));

/** Times of day below, UTC, and values at the right edge, as `format` writes them. */
export function axes(format) {
  const common = { stroke: colour('--dim'), grid: { stroke: colour('--faint'), width: 1 }, ticks: { show: false }, font: '10px system-ui, sans-serif', gap: 3 };
  return [
    { ...common, grid: { show: false }, size: 18, space: 60, values: (_, times) => times.map((ts) => new Date(ts * 1000).toISOString().slice(11, 16)) },
    { ...common, side: 1, size: widest, space: 24, values: (_, values) => values.map(format) },
  ];
}
