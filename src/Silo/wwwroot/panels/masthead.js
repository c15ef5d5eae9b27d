import { serverSeconds } from '../reading/clock.js';
import { token } from '../reading/token.js';
import { announce } from '../showing/announce.js';
import { fields, setAttribute, setText } from '../showing/dom.js';
import { age, duration } from '../showing/format.js';

/** The bar on top: mode, connection and clock, and the way to give the token back. */
export class Masthead {
  #show;
  #reading = null;
  #lost = false;

  constructor(header) {
    this.#show = fields(header);
    this.#show.forget.addEventListener('click', () => token.forget());
  }

  show(reading) {
    this.#reading = reading;
  }

  tick(live) {
    const status = this.#reading?.data;
    setText(this.#show.mode, status?.mode ?? 'mode unknown');
    setAttribute(this.#show.mode, 'data-mode', status?.mode ?? null);
    setText(this.#show.flavour, status?.flavour ?? '');
    setText(this.#show.uptime, status ? `up ${duration(this.#reading.grown(status.uptime_seconds))}` : '');
    setText(this.#show.clock, `${new Date(serverSeconds() * 1000).toISOString().slice(11, 19)} UTC`);
    setText(this.#show.connection, connection(live));
    setAttribute(this.#show.connection, 'data-mood', live.connected ? 'good' : live.trouble ? 'bad' : null);
    this.#show.forget.hidden = !token.held;
    this.#announce(live);
  }

  // Once for all tiles, which lose their source together.
  #announce(live) {
    const lost = live.trouble !== null;
    if (lost !== this.#lost)
      announce(lost ? 'Connection lost' : 'Connected again');
    this.#lost = lost;
  }
}

function connection(live) {
  if (live.connected)
    return 'Connected';
  if (live.trouble === null)
    return 'Connecting';
  return `No connection: ${live.trouble}${live.age === null ? '' : `; last status ${age(live.age)} ago`}`;
}
