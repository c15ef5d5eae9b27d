import { signal } from '@preact/signals';

const key = 'operations_token';
const held = signal(sessionStorage.getItem(key));

// Only for this tab and only until it closes: sessionStorage, never a cookie or localStorage.
export const token = {
  get held() {
    return held.value !== null;
  },
  get value() {
    return held.value;
  },
  keep(value) {
    sessionStorage.setItem(key, value);
    held.value = value;
  },
  forget() {
    sessionStorage.removeItem(key);
    held.value = null;
  },
};
