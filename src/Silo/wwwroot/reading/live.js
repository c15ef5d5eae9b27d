import { read } from './api.js';
import { moment, secondsSince } from './clock.js';
import { limits } from './limits.js';
import { Reading } from './reading.js';

const retryMs = 1000;
const stallSeconds = 5;

/**
 * The silo's status, each second. The browser reopens an interrupted stream itself, but gives up when the silo answers
 * with an error, and waits for ever on a connection that died silently; both are taken care of here. While the stream is
 * refused, the status is asked for instead, since that request can carry the token and its refusal has a reason.
 */
export class LiveStatus {
  #onStatus;
  #stream = null;
  #last = null;
  #opened = moment();
  #trouble = null;
  #retrying = false;

  constructor(onStatus) {
    this.#onStatus = onStatus;
  }

  start() {
    this.#open();
  }

  /** Seconds since the last status; null before the first. */
  get age() {
    return this.#last === null ? null : secondsSince(this.#last);
  }

  get connected() {
    return this.#trouble === null && this.age !== null && this.age <= limits.statusAge;
  }

  /** What is wrong, in words; null while all is well. */
  get trouble() {
    if (this.#trouble !== null)
      return this.#trouble;
    if (this.#last === null)
      return secondsSince(this.#opened) > limits.statusAge ? 'no status has come yet' : null;
    return this.connected ? null : 'the status stream is silent';
  }

  /** To be called a few times a second. */
  watch() {
    const silence = Math.min(secondsSince(this.#opened), this.age ?? Infinity);
    if (silence > stallSeconds && !this.#retrying)
      this.#open();
  }

  #open() {
    this.#stream?.close();
    this.#opened = moment();
    const stream = new EventSource('/api/live');
    this.#stream = stream;
    stream.addEventListener('status', (event) => this.#receive(event.data));
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED)
        this.#askInstead();
      else
        this.#trouble ??= 'the connection to the silo is lost';
    });
  }

  #receive(text) {
    try {
      this.#accept(new Reading(JSON.parse(text)));
    } catch (error) {
      this.#trouble = `the status cannot be read: ${error.message}`;
    }
  }

  #accept(reading) {
    this.#last = reading.at;
    this.#trouble = null;
    this.#onStatus(reading);
  }

  async #askInstead() {
    this.#retrying = true;
    try {
      this.#accept(await read('/api/status'));
    } catch (error) {
      this.#trouble = error.message;
    }
    setTimeout(() => {
      this.#retrying = false;
      this.#open();
    }, retryMs);
  }
}
