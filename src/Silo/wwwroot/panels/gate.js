import { serverSeconds } from '../reading/clock.js';
import { fields, setAttribute, setText } from '../showing/dom.js';
import { age, duration, time } from '../showing/format.js';
import { Tile } from '../showing/tile.js';

/** Whether trading is halted: the first thing to see. Without a connection it says that it does not know. */
export class GatePanel {
  #show;
  #reading = null;

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
  }

  show(reading) {
    this.#reading = reading;
  }

  tick(connected) {
    const gate = this.#reading?.data.gate;
    const state = !gate || !connected ? 'unknown' : gate.halted ? 'halted' : 'open';
    setAttribute(this.tile.section, 'data-gate', state);
    setText(this.#show.word, { unknown: 'Unknown', halted: 'Halted', open: 'Trading allowed' }[state]);
    setText(this.#show.reason, this.#reason(gate, state));
    setText(this.#show.who, this.#who(gate));
    document.title = `${{ unknown: '? ', halted: '■ HALTED – ', open: '' }[state]}Kalshi.Orleans`;
    setAttribute(document.querySelector('link[rel=icon]'), 'href', state === 'halted' ? 'favicon-halted.svg' : 'favicon.svg');
  }

  #reason(gate, state) {
    if (!gate)
      return 'No status has come yet.';
    if (state === 'unknown')
      return `Last known ${age(this.#reading.age)} ago: ${gate.halted ? `halted, ${gate.reason ?? 'no reason given'}` : 'trading allowed'}`;
    return gate.reason ?? (gate.halted ? 'No reason given' : 'No halt on record');
  }

  #who(gate) {
    if (!gate?.actor && !gate?.since_ts)
      return '';
    const now = serverSeconds();
    const since = Number.isFinite(gate.since_ts) ? ` since ${time(gate.since_ts, now)} UTC, ${duration(now - gate.since_ts)}` : '';
    return `${gate.halted ? 'by' : 'released by'} ${gate.actor ?? 'somebody unnamed'}${since}`;
  }
}
