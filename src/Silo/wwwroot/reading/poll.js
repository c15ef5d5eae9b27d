import { read } from './api.js';
import { limits } from './limits.js';

const everyMs = 2000;

/** Asks for one endpoint every two seconds while the page is visible; never a second time before the first answer. */
export class Poll {
  #path;
  #onReading;
  #timer = null;
  #running = null;
  #last = null;
  #error = null;

  /** @param path Where to ask, or a function that names it; null asks nothing. */
  constructor(path, onReading) {
    this.#path = typeof path === 'function' ? path : () => path;
    this.#onReading = onReading;
    document.addEventListener('visibilitychange', () => this.again());
  }

  /** Asks now and from now on, dropping an answer under way: what it was asked for may have changed. */
  again() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
    if (!document.hidden)
      this.#ask();
  }

  /** Forgets the last answer, e.g. because another market is asked for now. */
  reset() {
    this.#last = null;
    this.#error = null;
    this.again();
  }

  /** What is wrong, in words; null while all is well or while nobody looks. */
  get trouble() {
    if (document.hidden)
      return null;
    const known = this.#last === null ? '' : `; last answer ${Math.round(this.#last.age)} s ago`;
    if (this.#error !== null)
      return `Not read: ${this.#error}${known}`;
    return this.#last !== null && this.#last.age > limits.pollAge ? `Last answer ${Math.round(this.#last.age)} s ago` : null;
  }

  async #ask() {
    const path = this.#path();
    if (path === null)
      return;
    const running = new AbortController();
    this.#running = running;
    this.#timer = setTimeout(() => this.#next(), everyMs);
    try {
      const reading = await read(path, running.signal);
      if (running.signal.aborted)
        return;
      this.#last = reading;
      this.#error = null;
      this.#onReading(reading);
    } catch (error) {
      if (!running.signal.aborted)
        this.#error = error.message;
    } finally {
      if (this.#running === running)
        this.#running = null;
    }
  }

  #next() {
    if (document.hidden)
      return;
    if (this.#running === null)
      this.#ask();
    else
      this.#timer = setTimeout(() => this.#next(), everyMs / 4);
  }
}
