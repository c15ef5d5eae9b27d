// The page's only source of time.

let server = null;

/** A moment to measure from. */
export function moment() {
  return { steady: performance.now(), wall: Date.now() };
}

/**
 * Seconds since a moment. The steady clock stands still while some machines sleep and the wall clock may be set back,
 * so the larger of both counts: a value must rather look too old than too fresh.
 */
export function secondsSince(then) {
  const elapsed = Math.max(performance.now() - then.steady, Date.now() - then.wall);
  return Math.max(elapsed, 0) / 1000;
}

/** Takes over the silo's clock (Unix milliseconds), against which its timestamps are to be read. */
export function followServer(nowMs) {
  if (Number.isFinite(nowMs))
    server = { nowMs, at: moment() };
}

/** Unix seconds by the silo's clock; by this machine's until the silo has told its own. */
export function serverSeconds() {
  return server === null ? Date.now() / 1000 : server.nowMs / 1000 + secondsSince(server.at);
}
