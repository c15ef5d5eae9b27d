import { serverSeconds } from '../reading/clock.js';
import { el, fields, setAttribute, setText } from '../showing/dom.js';
import { age, countdown, duration, time } from '../showing/format.js';
import { Tile } from '../showing/tile.js';
import { reason } from '../showing/words.js';

const words = { unknown: 'Unknown', halted: 'Halted', reducing: 'No new entries', open: 'Trading allowed' };
const titles = { unknown: '? ', halted: '■ HALTED – ', reducing: '▲ no entries – ', open: '' };

/** Whether anything is traded, and why not: the first thing to see. Without a connection it says that it does not know. */
export class GatePanel {
  #show;
  #reading = null;
  #listed = '';

  constructor(section) {
    this.tile = new Tile(section);
    this.#show = fields(section);
  }

  show(reading) {
    this.#reading = reading;
  }

  tick(connected) {
    const gate = this.#reading?.data.gate;
    const state = !gate || !connected ? 'unknown' : { active: 'open', reducing: 'reducing', halted: 'halted' }[gate.mode] ?? 'unknown';
    setAttribute(this.tile.section, 'data-gate', state);
    setText(this.#show.word, words[state]);
    setText(this.#show.reason, this.#reason(gate, state));
    setText(this.#show.back, state === 'reducing' && Number.isFinite(gate.entries_back_ts)
      ? `entries come back in ${countdown(gate.entries_back_ts - serverSeconds())} if all stays well` : '');
    setText(this.#show.who, this.#who(gate));
    this.#list(state === 'unknown' ? [] : gate.reasons ?? []);
    document.title = `${titles[state]}Kalshi.Orleans`;
    setAttribute(document.querySelector('link[rel=icon]'), 'href', state === 'halted' ? 'favicon-halted.svg' : 'favicon.svg');
  }

  #reason(gate, state) {
    if (!gate)
      return 'No status has come yet.';
    if (state === 'unknown')
      return `Last known ${age(this.#reading.age)} ago: ${(words[gate.mode === 'active' ? 'open' : gate.mode] ?? gate.mode).toLowerCase()}`;
    if (gate.shadow_only)
      return 'Recovering: takes are recorded, and not sent yet';
    return gate.reasons?.length > 0 ? '' : gate.reason ?? 'Never closed by anybody';
  }

  /** Every reason with its numbers, since when, and what ends it. */
  #list(reasons) {
    const now = serverSeconds();
    const lines = reasons.map(({ code, detail, since_ts: since, cleared_by: ends }) =>
      ({ title: code, text: `${reason(code.split(':')[0])}: ${detail}, for ${duration(now - since)}; ends by ${ends}` }));
    const listed = JSON.stringify(lines);
    if (listed === this.#listed)
      return;
    this.#listed = listed;
    this.#show.reasons.replaceChildren(...lines.map(({ title, text }) => el('li', { title }, text)));
  }

  #who(gate) {
    if (!gate?.actor)
      return '';
    const now = serverSeconds();
    const since = Number.isFinite(gate.since_ts) ? `; so since ${time(gate.since_ts, now)} UTC, ${duration(now - gate.since_ts)}` : '';
    return `last changed by ${gate.actor}${since}`;
  }
}
