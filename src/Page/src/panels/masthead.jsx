import { useEffect, useRef } from 'preact/hooks';
import { serverSeconds } from '../reading/clock.js';
import { live } from '../reading/sources.js';
import { token } from '../reading/token.js';
import { announce } from '../showing/announcer.jsx';
import { age, duration } from '../showing/format.js';

/** The bar on top: mode, connection and clock, and the way to give the token back. */
export function Masthead() {
  const status = live.data;
  const lost = live.trouble !== null;
  const was = useRef(false);
  useEffect(() => {
    if (lost !== was.current)
      announce(lost ? 'Connection lost' : 'Connected again');
    was.current = lost;
  }, [lost]);
  return (
    <header>
      <h1>Kalshi.Orleans</h1>
      <span class="mode" data-mode={status?.mode}>{status?.mode ?? 'mode unknown'}</span>
      <span class="dim">{status?.flavour}</span>
      <span class="connection" data-mood={live.connected ? 'good' : lost ? 'bad' : null}>{connection()}</span>
      <span class="spacer" />
      <button type="button" class="quiet" hidden={!token.held} onClick={token.forget}>Forget token</button>
      <span class="dim">{status && `up ${duration(live.reading.value.grown(status.uptime_seconds))}`}</span>
      <span>{new Date(serverSeconds() * 1000).toISOString().slice(11, 19)} UTC</span>
    </header>
  );
}

function connection() {
  if (live.connected)
    return 'Connected';
  if (live.trouble === null)
    return 'Connecting';
  return `No connection: ${live.trouble}${live.age === null ? '' : `; last status ${age(live.age)} ago`}`;
}
