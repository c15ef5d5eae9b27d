import { serverSeconds } from '../reading/clock.js';
import { el, fields, setAttribute, setText } from '../showing/dom.js';
import { number, percent, signed, time, unknown } from '../showing/format.js';
import { cells, Rows } from '../showing/rows.js';
import { Tile } from '../showing/tile.js';
import { reason } from '../showing/words.js';

/** What the strategy made of the last batch, takes first, each with its reason. */
export class DecisionsPanel {
  #show;
  #rows;

  /** @param onExplain Is called with a market and a tick whose decision is to be taken apart. */
  constructor(section, onExplain) {
    this.tile = new Tile(section);
    this.#show = fields(section);
    this.#rows = new Rows(section.querySelector('tbody'), {
      key: (decision) => `${decision.market} ${decision.side}`,
      build: () => build(onExplain),
      empty: 'Nothing has been decided yet',
    });
  }

  show({ data }) {
    const order = [...(data.decisions ?? [])].sort((a, b) => b.would_trade - a.would_trade || (b.ev_net ?? -Infinity) - (a.ev_net ?? -Infinity));
    this.#rows.show(order);
    setText(this.#show.batch, data.as_of_ts ? `batch of ${time(data.as_of_ts, serverSeconds())} UTC` : '');
    const counts = Object.entries(data.reasons ?? {}).sort((a, b) => b[1] - a[1]);
    const chips = counts.map(([code, count]) => el('li', { title: code }, `${reason(code)} × ${number(count)}`));
    const words = counts.join(';');
    if (this.#show.reasons.dataset.shown === words)
      return;
    this.#show.reasons.dataset.shown = words;
    this.#show.reasons.replaceChildren(...chips);
  }
}

function build(onExplain) {
  const { row, ...cell } = cells(
    ['market', 'market'], ['decision', 'decision'], ['side', 'side'], ['ev', 'EV net', 'num'], ['model', 'model', 'num'],
    ['mid', 'market', 'num'], ['tau', 'minutes left', 'num'], ['why', 'why'], ['explain', 'explain']);
  let shown = null;
  cell.explain.append(el('button', { type: 'button', class: 'quiet', onclick: () => onExplain(shown.market, shown.ts_eval) }, 'Explain'));
  return {
    row,
    update(decision) {
      shown = decision;
      setText(cell.market, decision.market);
      setText(cell.decision, decision.would_trade ? 'TAKE' : 'pass');
      setAttribute(cell.decision, 'data-mood', decision.would_trade ? 'mind' : null);
      setText(cell.side, decision.side?.toUpperCase() ?? unknown);
      setText(cell.ev, Number.isFinite(decision.ev_net) ? `${signed(decision.ev_net * 100, 2)} ¢` : unknown);
      setText(cell.model, percent(decision.probability_model));
      setText(cell.mid, percent(decision.probability_market));
      setText(cell.tau, number(decision.tau_minutes, 1));
      setText(cell.why, reason(decision.reason_not_eligible) || (decision.would_trade ? reason('trade_signal') : unknown));
      setAttribute(cell.why, 'title', decision.reason_not_eligible);
    },
  };
}
