import { fields, setAttribute, setText } from '../showing/dom.js';
import { number } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';

/** The grains of this silo by class: how many are in memory, and how the calls to them go. */
export class GrainsPanel {
  #show;
  #rows;
  #before = new Map();

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#rows = new Rows(section.querySelector('tbody'), { key: (row) => row.grain, build, empty: 'No grain is active' });
  }

  show({ data, at }) {
    this.#rows.show(data.map((row) => ({ ...row, rate: this.#rate(row, at) })));
    this.#before = new Map(data.map(({ grain, calls }) => [grain, { calls, at }]));
    const sum = (count) => number(data.reduce((total, row) => total + count(row), 0));
    setText(this.#show.sum, `${sum((row) => row.activations)} in memory, ${sum((row) => row.calls)} calls, ${sum((row) => row.failures)} failed`);
  }

  /** Calls a second since the last answer; unknown with the first one. */
  #rate({ grain, calls }, at) {
    const before = this.#before.get(grain);
    const seconds = before ? (at.steady - before.at.steady) / 1000 : 0;
    return seconds > 0 ? Math.max(calls - before.calls, 0) / seconds : null;
  }
}

function build() {
  const { row, ...cell } = cells(
    ['name', 'grain'], ['activations', 'in memory', 'num'], ['rate', 'calls / s', 'num'], ['calls', 'calls', 'num'],
    ['failures', 'failed', 'num'], ['mean', 'mean ms', 'num'], ['longest', 'longest ms', 'num']);
  return {
    row,
    update({ grain, activations, rate, calls, failures, mean_ms: mean, longest_ms: longest }) {
      setText(cell.name, grain);
      setText(cell.activations, number(activations));
      setText(cell.rate, number(rate, 1));
      setText(cell.calls, number(calls));
      setText(cell.failures, number(failures));
      setAttribute(cell.failures, 'data-mood', failures > 0 ? 'mind' : null);
      setText(cell.mean, number(mean, 2));
      setText(cell.longest, number(longest, 0));
    },
  };
}
