import { el } from './dom.js';

/** A table's body that follows a list by key: rows are updated in place, so focus and scrolling stay where they are. */
export class Rows {
  #body;
  #build;
  #key;
  #empty;
  #rows = new Map();

  /**
   * @param build Makes `{ row, update(item) }` for a new key.
   * @param empty What to say when there is nothing to list.
   */
  constructor(body, { key, build, empty }) {
    this.#body = body;
    this.#key = key;
    this.#build = build;
    const columns = body.closest('table').querySelectorAll('thead th').length || 1;
    this.#empty = el('tr', { class: 'empty' }, el('td', { colspan: columns }, empty));
  }

  show(items) {
    const kept = new Set();
    let place = this.#body.firstChild;
    for (const item of items) {
      const key = this.#key(item);
      if (kept.has(key))
        continue;
      kept.add(key);
      let entry = this.#rows.get(key);
      if (entry === undefined)
        this.#rows.set(key, entry = this.#build(key));
      entry.update(item);
      if (entry.row === place)
        place = place.nextSibling;
      else
        this.#body.insertBefore(entry.row, place);
    }
    for (const [key, entry] of this.#rows) {
      if (kept.has(key))
        continue;
      entry.row.remove();
      this.#rows.delete(key);
    }
    if (kept.size === 0)
      this.#body.append(this.#empty);
    else
      this.#empty.remove();
  }
}

/** Builds table cells that carry their column's name, which a narrow screen shows in front of the value. */
export function cells(...columns) {
  const made = {};
  const row = el('tr');
  for (const [name, label, kind = ''] of columns) {
    made[name] = el('td', { class: `${name} ${kind}`.trim(), 'data-label': label });
    row.append(made[name]);
  }
  return { row, ...made };
}
