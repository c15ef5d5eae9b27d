import { signal } from '@preact/signals';
import { age as ageInWords } from '../showing/format.js';
import { read } from './api.js';
import { followServer, moment, secondsSince } from './clock.js';
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
  #stream = null;
  #opened = moment();
  #trouble = signal(null);
  #retrying = false;

  /** The last status; null before the first. */
  reading = signal(null);

  /** What the last status says; null before the first. */
  get data() {
    return this.reading.value?.data ?? null;
  }

  /** Seconds since the last status; null before the first. */
  get age() {
    return this.reading.value?.age ?? null;
  }

  get connected() {
    return this.#trouble.value === null && this.age !== null && this.age <= limits.statusAge;
  }

  /** What is wrong, in words; null while all is well. */
  get trouble() {
    if (this.#trouble.value !== null)
      return this.#trouble.value;
    if (this.age === null)
      return secondsSince(this.#opened) > limits.statusAge ? 'no status has come yet' : null;
    return this.connected ? null : 'the status stream is silent';
  }

  /** What every tile says while the connection is lost; null while it is there. */
  get lost() {
    return this.trouble === null ? null : `No connection${this.age === null ? '' : ` for ${ageInWords(this.age)}`}`;
  }

  /** Opens the stream, or opens it anew when it has been silent for too long; to be called a few times a second. */
  watch() {
    const silence = Math.min(secondsSince(this.#opened), this.age ?? Infinity);
    if (this.#stream === null || silence > stallSeconds && !this.#retrying)
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
        this.#trouble.value ??= 'the connection to the silo is lost';
    });
  }

  #receive(text) {
    try {
      this.#accept(new Reading(JSON.parse(text)));
    } catch (error) {
      this.#trouble.value = `the status cannot be read: ${error.message}`;
    }
  }

  #accept(reading) {
    followServer(reading.data.now_ms);
    this.#trouble.value = null;
    this.reading.value = reading;
  }

  async #askInstead() {
    this.#retrying = true;
    try {
      this.#accept(await read('/api/status'));
    } catch (error) {
      this.#trouble.value = error.message;
    }
    setTimeout(() => {
      this.#retrying = false;
      this.#open();
    }, retryMs);
  }
}
