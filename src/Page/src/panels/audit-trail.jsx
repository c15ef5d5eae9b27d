import { sources } from '../reading/sources.js';
import { time, unknown } from '../showing/format.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';

const closing = new Set(['halt', 'pause', 'raise']);

const columns = [
  { name: 'time', head: 'time', show: (event) => time(event.ts_event) },
  {
    name: 'action', head: 'action', show: ({ payload }) => payload.action?.replaceAll('_', ' ') ?? unknown,
    mood: ({ payload }) => (closing.has(payload.action) ? 'bad' : 'good'),
  },
  { name: 'scope', head: 'what', show: ({ payload }) => payload.scope ?? unknown },
  { name: 'actor', head: 'who', show: ({ payload }) => payload.actor ?? unknown },
  { name: 'why', head: 'why', show: ({ payload }) => payload.reason ?? unknown },
];

/** Who changed what, when and why: people and the system itself, newest first. */
export function AuditTrail(tile) {
  return (
    <Tile {...tile} polls={[sources.audit]}>
      <Table label="Last actions of operators and of the system" columns={columns} rows={sources.audit.data ?? []}
        keyOf={(event) => event.idempotency_key} empty="Nobody has changed anything yet" />
    </Tile>
  );
}
