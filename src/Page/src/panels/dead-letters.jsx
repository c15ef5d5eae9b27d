import { sources } from '../reading/sources.js';
import { number, size, time } from '../showing/format.js';
import { Table } from '../showing/table.jsx';
import { Tile } from '../showing/tile.jsx';
import { ask } from './action-dialog.jsx';

const columns = [
  { name: 'time', head: 'stored', show: (letter) => time(letter.stored_ms / 1000) },
  { name: 'origin', head: 'origin', show: (letter) => letter.origin },
  { name: 'why', head: 'reason', show: (letter) => letter.reason, title: (letter) => letter.body ?? letter.body_base64 },
  { name: 'bytes', head: 'bytes', num: true, show: (letter) => size(letter.size) },
  { name: 'handled', head: 'handled', show: handled },
];

/** Messages that were rejected, each with its reason and what became of it; open ones can be replayed or put aside. */
export function DeadLetters(tile) {
  const letters = sources.deadLetters.data ?? [];
  const open = letters.filter((letter) => !letter.handled).length;
  const count = letters.length === 0 ? '' : `${number(open)} open of the last ${number(letters.length)}`;
  return (
    <Tile {...tile} polls={[sources.deadLetters]} aside={<p class="dim">{count}</p>}>
      <Table label="Rejected messages" columns={columns} rows={letters} keyOf={(letter) => letter.sequence}
        empty="No message has been rejected" />
    </Tile>
  );
}

function handled({ sequence, handled: by }) {
  return by ? `${by.disposition} by ${by.actor}: ${by.reason}` : (
    <span class="verbs">
      <button type="button" class="quiet" onClick={() => ask('replay', sequence)}>Replay…</button>
      <button type="button" class="quiet" onClick={() => ask('ack', sequence)}>Put aside…</button>
    </span>
  );
}
