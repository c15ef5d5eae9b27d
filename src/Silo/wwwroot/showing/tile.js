import { announce } from './announce.js';
import { setAttribute, setText } from './dom.js';

/** A titled part of the page that can turn red, and says why in words. */
export class Tile {
  #note;
  #title;
  #complaints = new Map();

  constructor(section) {
    this.section = section;
    this.#title = section.querySelector('h2').textContent;
    this.#note = section.querySelector('.note');
  }

  /**
   * Says what is wrong in one respect, or with null that nothing is. A lost connection is said before all else, since
   * it explains the rest.
   */
  complain(about, words) {
    if (words)
      this.#complaints.set(about, words);
    else
      this.#complaints.delete(about);

    const worst = this.#complaints.get('connection') ?? this.#complaints.values().next().value;
    if (worst && this.section.dataset.state !== 'bad' && !this.#complaints.has('connection'))
      announce(`${this.#title}: ${worst}`);
    setAttribute(this.section, 'data-state', worst ? 'bad' : 'fine');
    setText(this.#note, worst);
  }

  /** Runs a part of a panel's drawing: data that it cannot digest must not stop the other panels. */
  guard(part, draw) {
    try {
      draw();
      this.complain(part, null);
    } catch (error) {
      const words = `The answer cannot be shown: ${error.message}`;
      if (this.#complaints.get(part) !== words)
        console.error(this.#title, error);
      this.complain(part, words);
    }
  }
}
