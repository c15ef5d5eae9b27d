import { serverSeconds } from '../reading/clock.js';
import { el, fields, setAttribute, setText } from '../showing/dom.js';
import { number, size, time } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';

/** Messages that were rejected, each with its reason and what became of it; open ones can be replayed or put aside. */
export class DeadLettersPanel {
  #show;
  #rows;

  /** @param onHandle Is called with `replay` or `ack` and the letter's sequence. */
  constructor(section, onHandle) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#rows = new Rows(section.querySelector('tbody'), {
      key: (letter) => letter.sequence,
      build: () => build(onHandle),
      empty: 'No message has been rejected',
    });
  }

  show({ data }) {
    this.#rows.show(data);
    const open = data.filter((letter) => !letter.handled).length;
    setText(this.#show.count, data.length === 0 ? '' : `${number(open)} open of the last ${number(data.length)}`);
  }
}

function build(onHandle) {
  const { row, ...cell } = cells(
    ['time', 'stored'], ['origin', 'origin'], ['why', 'reason'], ['bytes', 'bytes', 'num'], ['handled', 'handled']);
  let sequence = null;
  const button = (verb, words) => el('button', { type: 'button', class: 'quiet', onclick: () => onHandle(verb, sequence) }, words);
  const verbs = el('span', { class: 'verbs' }, button('replay', 'Replay…'), button('ack', 'Put aside…'));
  const done = el('span');
  cell.handled.append(verbs, done);
  return {
    row,
    update(letter) {
      sequence = letter.sequence;
      setText(cell.time, time(letter.stored_ms / 1000, serverSeconds()));
      setText(cell.origin, letter.origin);
      setText(cell.why, letter.reason);
      setAttribute(cell.why, 'title', letter.body ?? letter.body_base64);
      setText(cell.bytes, size(letter.size));
      verbs.hidden = Boolean(letter.handled);
      setText(done, letter.handled ? `${letter.handled.disposition} by ${letter.handled.actor}: ${letter.handled.reason}` : '');
    },
  };
}
