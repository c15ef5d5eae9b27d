import { serverSeconds } from '../reading/clock.js';
import { setAttribute, setText } from '../showing/dom.js';
import { time, unknown } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';

/** Who halted or released, when and why. */
export class OperatorActionsPanel {
  #rows;

  constructor(section) {
    this.tile = new Tile(section);
    this.#rows = new Rows(section.querySelector('tbody'), {
      key: (event) => event.idempotency_key,
      build,
      empty: 'Nobody has halted or released yet',
    });
  }

  show({ data }) {
    this.#rows.show(data);
  }
}

function build() {
  const { row, ...cell } = cells(['time', 'time'], ['action', 'action'], ['actor', 'who'], ['why', 'why']);
  return {
    row,
    update({ ts_event: ts, payload }) {
      setText(cell.time, time(ts, serverSeconds()));
      setText(cell.action, payload.action ?? unknown);
      setAttribute(cell.action, 'data-mood', payload.action === 'halt' ? 'bad' : 'good');
      setText(cell.actor, payload.actor ?? unknown);
      setText(cell.why, payload.reason ?? unknown);
    },
  };
}
