import { computed, signal } from '@preact/signals';

// The page's only source of time. What reads it while drawing is drawn again four times a second: ages grow without any message.

const now = signal(moment());
let server = null;

/** A moment to measure from. */
export function moment() {
  return { steady: performance.now(), wall: Date.now() };
}

/** To be called a few times a second. */
export function tick() {
  now.value = moment();
}

/**
 * Seconds since a moment. The steady clock stands still while some machines sleep and the wall clock may be set back,
 * so the larger of both counts: a value must rather look too old than too fresh.
 */
export function secondsSince(then) {
  const { steady, wall } = now.value;
  return Math.max(steady - then.steady, wall - then.wall, 0) / 1000;
}

/** Takes over the silo's clock (Unix milliseconds), against which its timestamps are to be read. */
export function followServer(nowMs) {
  if (Number.isFinite(nowMs))
    server = { nowMs, at: moment() };
}

/** Unix seconds by the silo's clock; by this machine's until the silo has told its own. */
export function serverSeconds() {
  return server === null ? now.value.wall / 1000 : server.nowMs / 1000 + secondsSince(server.at);
}

/** Unix seconds in whole ones: what reads it is drawn again once a second. */
export const second = computed(() => Math.floor(serverSeconds()));

/** The date by the silo's clock, as in 2026-03-01. */
export const today = computed(() => new Date(serverSeconds() * 1000).toISOString().slice(0, 10));
