import { signal } from '@preact/signals';

const words = signal('');

/** Tells a screen reader what others see turn red. */
export function announce(news) {
  words.value = news;
}

export function Announcer() {
  return <p id="announcer" class="unseen" role="status">{words}</p>;
}
