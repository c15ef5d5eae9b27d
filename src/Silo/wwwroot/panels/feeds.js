import { moment, secondsSince } from '../reading/clock.js';
import { limits } from '../reading/limits.js';
import { el, setAttribute, setText } from '../showing/dom.js';
import { age, number, unknown } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';

/** Every frame read must be accounted for: published, known already, rejected, or still under way. */
export class FeedsPanel {
  #rows;
  #reading = null;
  #feeds = new Map();

  constructor(section) {
    this.tile = new Tile(section);
    this.#rows = new Rows(section.querySelector('tbody'), {
      key: (feed) => feed.name,
      build: (name) => this.#build(name),
      empty: 'No feed has reported yet',
    });
  }

  show(reading) {
    this.#reading = reading;
    this.#rows.show(reading.data.feeds ?? []);
  }

  tick() {
    const wrong = [];
    for (const feed of this.#reading?.data.feeds ?? []) {
      const entry = this.#feeds.get(feed.name);
      setText(entry.frame, age(this.#reading.grown(feed.last_frame_age_seconds)));
      if (feed.state !== 'live')
        wrong.push(`${feed.name} is ${feed.state ?? 'in no known state'}`);
      else if (entry.unbalancedSince !== null && secondsSince(entry.unbalancedSince) > limits.imbalance)
        wrong.push(`${feed.name} is out of balance for ${age(secondsSince(entry.unbalancedSince))}`);
    }
    this.tile.complain('data', wrong.join('; '));
  }

  #build(name) {
    const { row, ...cell } = cells(
      ['name', 'feed'], ['read', 'read', 'num'], ['control', 'control', 'num'],
      ['published', 'published', 'num'], ['duplicates', 'duplicates', 'num'], ['dead', 'dead letters', 'num'],
      ['flight', 'in flight', 'num'], ['balance', 'balance'], ['frame', 'last frame', 'num'], ['trouble', 'gaps / reconnects', 'num']);
    const entry = { unbalancedSince: null, frame: cell.frame };
    this.#feeds.set(name, entry);
    cell.state = el('span');
    cell.name.append(el('strong', {}, name), ' ', cell.state);
    return { row, update: (feed) => this.#update(entry, cell, feed) };
  }

  #update(entry, cell, feed) {
    const missing = feed.data_frames - (feed.published + feed.duplicates + feed.dead_letters + feed.in_flight);
    const balanced = feed.balanced === true && missing === 0;
    entry.unbalancedSince = balanced ? null : entry.unbalancedSince ?? moment();
    setText(cell.state, feed.state ?? unknown);
    setAttribute(cell.state, 'data-mood', feed.state === 'live' ? 'good' : 'bad');
    setText(cell.read, number(feed.frames_read));
    setText(cell.control, number(feed.control_frames));
    setText(cell.published, number(feed.published));
    setText(cell.duplicates, number(feed.duplicates));
    setText(cell.dead, number(feed.dead_letters));
    setAttribute(cell.dead, 'data-mood', feed.dead_letters > 0 ? 'mind' : null);
    setText(cell.flight, number(feed.in_flight));
    setText(cell.balance, balanced ? 'balanced' : missing === 0 || !Number.isFinite(missing) ? 'not yet' : `off by ${number(Math.abs(missing))}`);
    setAttribute(cell.balance, 'data-mood', balanced ? 'good' : 'bad');
    setText(cell.trouble, `${number(feed.gaps)} / ${number(feed.reconnects)}`);
  }
}
