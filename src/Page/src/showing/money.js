// Money arrives as decimal text and is reckoned in whole units: a double would invent fractions of a cent.

const decimals = 6;

/** Decimal text as millionths; null when it is no such text. */
export function parse(text) {
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(String(text ?? ''));
  if (match === null)
    return null;
  const fraction = (match[3] ?? '').slice(0, decimals).padEnd(decimals, '0');
  const value = BigInt(match[2] + fraction);
  return match[1] ? -value : value;
}

/** Product of two amounts, in millionths, cut towards zero. */
export function times(a, b) {
  return (a * b) / 1_000_000n;
}

/** Dollars with cents, and with as many further places as are not zero, up to the fourth. */
export function dollars(amount, { sign = false } = {}) {
  if (amount === null)
    return '–';
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits.slice(-decimals, -decimals + 4).replace(/0{1,2}$/, '');
  const mark = negative ? '−' : sign && amount > 0n ? '+' : '';
  return `${mark}$${whole}.${fraction}`;
}
