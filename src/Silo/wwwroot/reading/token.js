const key = 'operations_token';

// Only for this tab and only until it closes: sessionStorage, never a cookie or localStorage.
export const token = {
  get held() {
    return sessionStorage.getItem(key) !== null;
  },
  get value() {
    return sessionStorage.getItem(key);
  },
  keep(value) {
    sessionStorage.setItem(key, value);
  },
  forget() {
    sessionStorage.removeItem(key);
  },
};
