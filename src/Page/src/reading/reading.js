import { moment, secondsSince } from './clock.js';

/** An answer of the silo and when it arrived. Ages in it were true at that moment and grow from then on. */
export class Reading {
  constructor(data) {
    this.data = data;
    this.at = moment();
  }

  /** Seconds since the answer arrived. */
  get age() {
    return secondsSince(this.at);
  }

  /** What an age in the answer has grown to by now; null stays null. */
  grown(ageSeconds) {
    return Number.isFinite(ageSeconds) ? ageSeconds + this.age : null;
  }
}
