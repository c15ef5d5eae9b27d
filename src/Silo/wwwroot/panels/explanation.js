import { read } from '../reading/api.js';
import { serverSeconds } from '../reading/clock.js';
import { el, fields, setText } from '../showing/dom.js';
import { age, number, percent, signed, time, unknown } from '../showing/format.js';
import { reason } from '../showing/words.js';

const verdicts = new Map([[true, 'passed'], [false, 'refused'], [null, 'not reached']]);

/** Takes one decision apart: what it was made of, each gate with its verdict, and the orders that came of it. */
export class Explanation {
  #dialog;
  #show;

  constructor(dialog) {
    this.#dialog = dialog;
    this.#show = fields(dialog);
    this.#show.close.addEventListener('click', () => dialog.close());
  }

  async open(market, ts) {
    setText(this.#show.title, `${market}, ${time(ts, serverSeconds())} UTC`);
    setText(this.#show.verdict, 'Reading the record…');
    for (const list of [this.#show.inputs, this.#show.gates, this.#show.orders])
      list.replaceChildren();
    this.#dialog.showModal();
    try {
      const { data } = await read(`/api/markets/${encodeURIComponent(market)}/decisions/${ts}`);
      this.#draw(data);
    } catch (error) {
      setText(this.#show.verdict, error.status === 404 ? 'Not in the record yet: PostgreSQL is a moment behind. Try again.' : `Cannot be explained: ${error.message}`);
    }
  }

  #draw({ decision, snapshot, gates, orders }) {
    setText(this.#show.verdict, decision.would_trade
      ? `TAKE ${decision.side.toUpperCase()} for ${signed(decision.ev_net * 100, 2)} ¢ a contract`
      : `Pass: ${reason(decision.reason_not_eligible)}`);
    this.#show.inputs.replaceChildren(...[
      ['model / unclamped', `${percent(snapshot.probability_yes, 2)} / ${percent(snapshot.probability_yes_raw, 2)}`],
      ['market', percent(decision.probability_market, 2)],
      ['spot, age', `${number(snapshot.spot_price, 2)}, ${age(snapshot.spot_age_seconds)}`],
      ['strike', number(snapshot.strike, 2)],
      ['sigma', `${percent(snapshot.sigma_annualized)} a year, ${snapshot.sigma_source}`],
      ['YES bid / ask', `${number(snapshot.yes_bid_cents, 1)} / ${number(snapshot.yes_ask_cents, 1)} ¢`],
      ['NO bid / ask', `${number(snapshot.no_bid_cents, 1)} / ${number(snapshot.no_ask_cents, 1)} ¢`],
      ['quote age', age(snapshot.quote_age_seconds)],
      ['EV YES / NO', `${ev(snapshot.ev_take_yes)} / ${ev(snapshot.ev_take_no)}`],
      ['minutes left', number(decision.tau_minutes, 1)],
    ].map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
    this.#show.gates.replaceChildren(...gates.map((gate) => el('tr', { 'data-verdict': verdicts.get(gate.passed) },
      el('td', { title: gate.name }, reason(gate.name)), el('td', {}, verdicts.get(gate.passed)), el('td', {}, gate.detail || unknown))));
    this.#show.orders.replaceChildren(...(orders.length === 0
      ? [el('li', {}, decision.would_trade ? 'No order is recorded: the trading gate withheld it, or it is on its way' : 'No order, as it should be')]
      : orders.map((order) => el('li', {}, `${order.order_id}: ${order.status}${order.reason ? `, ${reason(order.reason)}` : ''}`))));
  }
}

function ev(dollars) {
  return Number.isFinite(dollars) ? `${signed(dollars * 100, 2)} ¢` : unknown;
}
