import { setText } from './dom.js';

/** Tells a screen reader what others see turn red. */
export function announce(words) {
  setText(document.getElementById('announcer'), words);
}
