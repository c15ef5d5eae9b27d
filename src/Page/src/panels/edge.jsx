import { serverSeconds } from '../reading/clock.js';
import { Facts } from '../showing/facts.jsx';
import { age, duration, ev, number, percent, unknown } from '../showing/format.js';
import { reason } from '../showing/words.js';

/** What the model makes of one market, and what it rests on. */
export function Edge({ edge, tick }) {
  const good = (dollars) => (dollars > 0 ? 'good' : null);
  return (
    <div class="edge">
      <h3>Edge per contract</h3>
      <Facts kind="lines" of={[
        ['take YES', ev(edge?.ev_take_yes), good(edge?.ev_take_yes)],
        ['at ask', ask(edge?.yes_ask_cents)],
        ['take NO', ev(edge?.ev_take_no), good(edge?.ev_take_no)],
        ['at ask', ask(edge?.no_ask_cents)],
        ['model unclamped', percent(edge?.probability_yes_raw, 2)],
        ['sigma', percent(edge?.sigma_annualized)],
        ['spot used', number(edge?.spot_price, 2)],
        ['horizon', edge ? duration(edge.horizon_seconds) : unknown],
        ['spot / quote age', edge ? `${age(edge.spot_age_seconds)} / ${age(edge.quote_age_seconds)}` : unknown],
        ['computed', edge ? `${age(serverSeconds() - edge.as_of_ts)} ago` : unknown],
      ]} />
      <p class="dim">{edge ? '' : whyNone(tick)}</p>
    </div>
  );
}

function ask(cents) {
  return cents === null || cents === undefined ? unknown : `${number(cents, 1)} ¢`;
}

function whyNone(tick) {
  if (tick?.error)
    return `No edges: ${reason(tick.error)}.`;
  const skipped = Object.entries(tick?.skip_reasons ?? {}).map(([code, count]) => `${reason(code)} × ${count}`);
  return `No edge for this market in the last tick.${skipped.length > 0 ? ` Skipped: ${skipped.join(', ')}.` : ''}`;
}
