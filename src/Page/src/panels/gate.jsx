import { useEffect } from 'preact/hooks';
import { serverSeconds } from '../reading/clock.js';
import { live } from '../reading/sources.js';
import { age, countdown, duration, time } from '../showing/format.js';
import { Tile } from '../showing/tile.jsx';
import { reason } from '../showing/words.js';
import { ask } from './action-dialog.jsx';

const states = { active: 'open', reducing: 'reducing', halted: 'halted' };
const words = { unknown: 'Unknown', halted: 'Halted', reducing: 'No new entries', open: 'Trading allowed' };
const titles = { unknown: '? ', halted: '■ HALTED – ', reducing: '▲ no entries – ', open: '' };

/** Whether anything is traded, and why not: the first thing to see. Without a connection it says that it does not know. */
export function Gate(tile) {
  const gate = live.data?.gate;
  const state = live.connected ? states[gate?.mode] ?? 'unknown' : 'unknown';
  useEffect(() => {
    document.title = `${titles[state]}Kalshi.Orleans`;
    document.querySelector('link[rel=icon]').href = state === 'halted' ? 'favicon-halted.svg' : 'favicon.svg';
  }, [state]);
  const act = (event) => ask(event.currentTarget.dataset.verb);
  return (
    <Tile {...tile} data-gate={state}>
      <p class="word" role="status">{words[state]}</p>
      <p class="reason">{inShort(gate, state)}</p>
      <ul class="reasons" aria-label="Reasons">
        {(state === 'unknown' ? [] : gate.reasons ?? []).map(Reason)}
      </ul>
      <p class="reason">{state === 'reducing' && back(gate)}</p>
      <p class="who">{gate?.actor && changed(gate)}</p>
      <p class="verbs">
        <button type="button" data-verb="halt" onClick={act}>Halt…</button>
        <button type="button" data-verb="pause" onClick={act}>Pause entries…</button>
        <button type="button" data-verb="release" onClick={act}>Release…</button>
        <button type="button" data-verb="cancel-all" onClick={act}>Cancel all…</button>
        <button type="button" data-verb="flatten" onClick={act}>Flatten…</button>
      </p>
    </Tile>
  );
}

/** Every reason with its numbers, since when, and what ends it. */
function Reason({ code, detail, since_ts: since, cleared_by: ends }) {
  return <li key={code} title={code}>{reason(code.split(':')[0])}: {detail}, for {duration(serverSeconds() - since)}; ends by {ends}</li>;
}

function inShort(gate, state) {
  if (!gate)
    return 'No status has come yet.';
  if (state === 'unknown')
    return `Last known ${age(live.age)} ago: ${(words[states[gate.mode]] ?? String(gate.mode)).toLowerCase()}`;
  if (gate.shadow_only)
    return 'Recovering: takes are recorded, and not sent yet';
  return gate.reasons?.length > 0 ? '' : gate.reason ?? 'Never closed by anybody';
}

function back({ entries_back_ts: ts }) {
  return Number.isFinite(ts) ? `entries come back in ${countdown(ts - serverSeconds())} if all stays well` : '';
}

function changed({ actor, since_ts: since }) {
  return `last changed by ${actor}${Number.isFinite(since) ? `; so since ${time(since)} UTC, ${duration(serverSeconds() - since)}` : ''}`;
}
