import { signal } from '@preact/signals';
import { read } from './api.js';
import { limits } from './limits.js';

const everyMs = 2000;

/** Asks for one endpoint every two seconds while the page is visible; never a second time before the first answer. */
export class Poll {
  #path;
  #timer = null;
  #running = null;
  #error = signal(null);

  /** The last answer; null before the first. */
  reading = signal(null);

  /** @param path Where to ask, or a function that names it; null asks nothing. */
  constructor(path) {
    this.#path = typeof path === 'function' ? path : () => path;
    document.addEventListener('visibilitychange', () => this.again());
  }

  /** What the last answer says; null before the first. */
  get data() {
    return this.reading.value?.data ?? null;
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
    this.reading.value = null;
    this.#error.value = null;
    this.again();
  }

  /** What is wrong, in words; null while all is well or while nobody looks. */
  get trouble() {
    if (document.hidden)
      return null;
    const age = this.reading.value?.age ?? null;
    if (this.#error.value !== null)
      return `Not read: ${this.#error.value}${age === null ? '' : `; last answer ${Math.round(age)} s ago`}`;
    return age > limits.pollAge ? `Last answer ${Math.round(age)} s ago` : null;
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
      this.reading.value = reading;
      this.#error.value = null;
    } catch (error) {
      if (!running.signal.aborted)
        this.#error.value = error.message;
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
