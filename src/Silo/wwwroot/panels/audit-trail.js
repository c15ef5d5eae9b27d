import { serverSeconds } from '../reading/clock.js';
import { setAttribute, setText } from '../showing/dom.js';
import { time, unknown } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';

const closing = new Set(['halt', 'pause', 'raise']);

/** Who changed what, when and why: people and the system itself, newest first. */
export class AuditTrail {
  #rows;

  constructor(section) {
    this.tile = new Tile(section);
    this.#rows = new Rows(section.querySelector('tbody'), {
      key: (event) => event.idempotency_key,
      build,
      empty: 'Nobody has changed anything yet',
    });
  }

  show({ data }) {
    this.#rows.show(data);
  }
}

function build() {
  const { row, ...cell } = cells(['time', 'time'], ['action', 'action'], ['scope', 'what'], ['actor', 'who'], ['why', 'why']);
  return {
    row,
    update({ ts_event: ts, payload }) {
      setText(cell.time, time(ts, serverSeconds()));
      setText(cell.action, payload.action?.replaceAll('_', ' ') ?? unknown);
      setAttribute(cell.action, 'data-mood', closing.has(payload.action) ? 'bad' : 'good');
      setText(cell.scope, payload.scope ?? unknown);
      setText(cell.actor, payload.actor ?? unknown);
      setText(cell.why, payload.reason ?? unknown);
    },
  };
}
