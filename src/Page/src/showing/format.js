import { today } from '../reading/clock.js';

/** Stands for a value that is not known. */
export const unknown = '–';

const finite = (value) => value !== null && value !== undefined && value !== '' && Number.isFinite(Number(value));

/** A number with a fixed count of decimals and thousands separators. */
export function number(value, decimals = 0) {
  return finite(value)
    ? Number(value).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    : unknown;
}

/** A number with its sign, by a true minus. */
export function signed(value, decimals = 0) {
  if (!finite(value))
    return unknown;
  const text = number(Math.abs(value), decimals);
  if (Number(text.replaceAll(',', '')) === 0)
    return text;
  return (value < 0 ? '−' : '+') + text;
}

/** A price in dollars as cents; a second decimal only where the market trades in it. */
export function cents(dollars) {
  if (!finite(dollars))
    return unknown;
  const tenThousandths = Math.round(Number(dollars) * 10000);
  return number(tenThousandths / 100, tenThousandths % 10 === 0 ? 1 : 2);
}

/** A count of contracts. */
export function size(contracts) {
  return finite(contracts) ? Number(contracts).toLocaleString('en-US', { maximumFractionDigits: 2 }) : unknown;
}

/** A probability (0 to 1) in percent. */
export function percent(probability, decimals = 1) {
  return finite(probability) ? `${number(probability * 100, decimals)} %` : unknown;
}

/** An age in seconds: tenths while that matters, minutes when seconds no longer do. */
export function age(seconds) {
  if (!finite(seconds))
    return unknown;
  // Ahead of our clock, which is behind the venue's then.
  if (seconds <= -1)
    return `−${age(-seconds)}`;
  if (seconds < 600)
    return `${number(Math.max(seconds, 0), seconds < 10 ? 1 : 0)} s`;
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : duration(seconds);
}

/** A length of time in its two largest units. */
export function duration(seconds) {
  if (!finite(seconds))
    return unknown;
  const s = Math.max(Math.floor(seconds), 0);
  if (s < 60)
    return `${s} s`;
  if (s < 3600)
    return `${Math.floor(s / 60)} min ${pad(s % 60)} s`;
  return s < 86400 ? `${Math.floor(s / 3600)} h ${pad(Math.floor(s / 60) % 60)} min` : `${Math.floor(s / 86400)} d ${Math.floor(s / 3600) % 24} h`;
}

/** A time left, as on a clock. */
export function countdown(seconds) {
  if (!finite(seconds))
    return unknown;
  if (seconds <= 0)
    return 'closed';
  const s = Math.ceil(seconds);
  const rest = `${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}`;
  return s < 3600 ? rest : `${Math.floor(s / 3600)}:${rest}`;
}

/** Unix seconds as a time of day, UTC, with the date unless it is today's. */
export function time(ts) {
  const date = new Date(finite(ts) ? Number(ts) * 1000 : NaN);
  if (Number.isNaN(date.getTime()))
    return unknown;
  const iso = date.toISOString();
  return iso.slice(0, 10) === today.value ? iso.slice(11, 19) : `${iso.slice(5, 10)} ${iso.slice(11, 19)}`;
}

/** Dollars a contract as cents with their sign. */
export function ev(dollars) {
  return Number.isFinite(dollars) ? `${signed(dollars * 100, 2)} ¢` : unknown;
}

function pad(value) {
  return String(value).padStart(2, '0');
}
