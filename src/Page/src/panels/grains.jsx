import { signal } from '@preact/signals';
import { sources } from '../reading/sources.js';
import { number } from '../showing/format.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';

/** The last two answers, newest first: a rate is what lies between them. */
const answers = signal([]);

sources.grains.reading.subscribe((reading) => {
  answers.value = [reading, answers.peek()[0]].filter(Boolean);
});

const columns = [
  { name: 'name', head: 'grain', show: (row) => row.grain },
  { name: 'activations', head: 'in memory', num: true, show: (row) => number(row.activations) },
  { name: 'rate', head: 'calls / s', num: true, show: (row) => number(rate(row), 1) },
  { name: 'calls', head: 'calls', num: true, show: (row) => number(row.calls) },
  {
    name: 'failures', head: 'failed', num: true, show: (row) => number(row.failures),
    mood: (row) => (row.failures > 0 ? 'mind' : null),
  },
  { name: 'mean', head: 'mean ms', num: true, show: (row) => number(row.mean_ms, 2) },
  { name: 'longest', head: 'longest ms', num: true, show: (row) => number(row.longest_ms, 0) },
];

/** The grains of this silo by class: how many are in memory, and how the calls to them go. */
export function Grains(tile) {
  const rows = answers.value[0]?.data ?? [];
  const sum = (count) => number(rows.reduce((total, row) => total + row[count], 0));
  const aside = rows.length > 0 && <p class="dim">{sum('activations')} in memory, {sum('calls')} calls, {sum('failures')} failed</p>;
  return (
    <Tile {...tile} polls={[sources.grains]} aside={aside}>
      <Table label="Grains of this silo by class" columns={columns} rows={rows} keyOf={(row) => row.grain} empty="No grain is active" />
    </Tile>
  );
}

/** Calls a second since the answer before; unknown with the first one. */
function rate({ grain, calls }) {
  const [last, before] = answers.value;
  const then = before?.data.find((row) => row.grain === grain);
  return then ? Math.max(calls - then.calls, 0) / ((last.at.steady - before.at.steady) / 1000) : null;
}
