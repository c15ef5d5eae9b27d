import { choice } from './choice.js';
import { tick } from './clock.js';
import { live, sources } from './sources.js';
import { recallSpot } from './spot-trail.js';

const beatMs = 250;

/** From here on the page reads. Connections fall silent without any message, so it looks by itself. */
export function startReading() {
  for (const poll of [...Object.values(sources), choice.book, choice.history])
    poll.again();
  recallSpot();
  const beat = () => {
    tick();
    live.watch();
  };
  setInterval(beat, beatMs);
  beat();
}
