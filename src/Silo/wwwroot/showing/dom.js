// Data reaches the page through textContent only, so nothing in it is ever taken for markup.

/** A new element. Attributes named `on…` are listeners; null and false leave an attribute out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on'))
      node.addEventListener(key.slice(2), value);
    else
      setAttribute(node, key, value);
  }
  node.append(...children);
  return node;
}

const svgSpace = 'http://www.w3.org/2000/svg';

/** A new SVG element. */
export function svg(name, attributes = {}) {
  const node = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes))
    node.setAttribute(key, value);
  return node;
}

/** Writes only what changed: a selection or a screen reader's place survives. */
export function setText(node, text) {
  const words = text ?? '';
  if (node.textContent !== words)
    node.textContent = words;
}

export function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false)
    node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value))
    node.setAttribute(name, value === true ? '' : value);
}

/** The elements below a root that carry `data-field`, by that name. */
export function fields(root) {
  const found = {};
  for (const node of root.querySelectorAll('[data-field]'))
    found[node.dataset.field] = node;
  return found;
}
