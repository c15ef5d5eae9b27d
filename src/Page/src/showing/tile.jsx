import { useEffect } from 'preact/hooks';
import { live } from '../reading/sources.js';
import { announce } from './announcer.jsx';

/**
 * A titled part of the page that turns red, and says why in words. A lost connection is said before all else, since it
 * explains the rest.
 * @param polls What the tile rests on: when one fails, the tile says so.
 * @param wrong What is wrong with what they say; null or empty while nothing is.
 * @param aside What stands beside the title.
 */
export function Tile({ id, title, kind = '', polls = [], wrong = null, aside, children, ...attributes }) {
  const worst = live.lost ?? polls.map((poll) => poll.trouble).find(Boolean) ?? (wrong || null);
  useEffect(() => {
    // The masthead announces the connection, once for all tiles.
    if (worst !== null && live.lost === null)
      announce(`${title}: ${worst}`);
  }, [worst === null]);
  return (
    <section id={id} class={`tile ${kind}`} aria-labelledby={`${id}-title`} data-state={worst === null ? 'fine' : 'bad'} {...attributes}>
      <div class="title">
        <h2 id={`${id}-title`}>{title}</h2>
        {aside}
        <p class="note">{worst}</p>
      </div>
      {children}
    </section>
  );
}
