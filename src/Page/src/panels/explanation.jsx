import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { read } from '../reading/api.js';
import { age, ev, number, percent, time, unknown } from '../showing/format.js';
import { Facts } from '../showing/facts.jsx';
import { Table } from '../showing/table.jsx';
import { reason } from '../showing/words.js';

const verdicts = new Map([[true, 'passed'], [false, 'refused'], [null, 'not reached']]);

const columns = [
  { name: 'gate', head: 'gate', show: (gate) => reason(gate.name), title: (gate) => gate.name },
  { name: 'verdict', head: 'verdict', show: (gate) => verdicts.get(gate.passed) },
  { name: 'detail', head: 'value and limit', show: (gate) => gate.detail || unknown },
];

/** Which decision is taken apart, and what the record says of it; null while none is. */
const explained = signal(null);

/** Takes the decision of a market at a tick apart. */
export async function explain(market, ts) {
  const asked = { title: `${market}, ${time(ts)} UTC`, verdict: 'Reading the record…' };
  explained.value = asked;
  const answer = await read(`/api/markets/${encodeURIComponent(market)}/decisions/${ts}`).then(
    ({ data }) => ({ ...asked, verdict: verdict(data.decision), record: data }),
    (error) => ({ ...asked, verdict: refusal(error) }));
  if (explained.value === asked)
    explained.value = answer;
}

/** One decision: what it was made of, each gate with its verdict, and the orders that came of it. */
export function Explanation() {
  const dialog = useRef(null);
  const shown = explained.value;
  useEffect(() => {
    if (shown !== null && !dialog.current.open)
      dialog.current.showModal();
  }, [shown]);
  return (
    <dialog id="explanation" ref={dialog} aria-labelledby="explanation-title" onClose={() => { explained.value = null; }}>
      <h2 id="explanation-title">{shown?.title}</h2>
      <p class="verdict" role="status">{shown?.verdict}</p>
      {shown?.record && <Record {...shown.record} />}
      <p class="verbs"><button type="button" onClick={() => dialog.current.close()}>Close</button></p>
    </dialog>
  );
}

function Record({ decision, snapshot, gates, orders }) {
  return (
    <>
      <Facts of={inputs(snapshot, decision)} />
      <Table label="Gates and their verdicts" kind="" columns={columns} rows={gates} keyOf={(gate) => gate.name}
        of={(gate) => ({ 'data-verdict': verdicts.get(gate.passed) })} empty={unknown} />
      <h3>Orders</h3>
      <ul>
        {orders.length === 0 && <li>{decision.would_trade ? 'No order is recorded: the trading gate withheld it, or it is on its way' : 'No order, as it should be'}</li>}
        {orders.map((order) => <li key={order.order_id}>{order.order_id}: {order.status}{order.reason && `, ${reason(order.reason)}`}</li>)}
      </ul>
    </>
  );
}

function inputs(snapshot, decision) {
  return [
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
  ];
}

function verdict(decision) {
  return decision.would_trade ? `TAKE ${decision.side.toUpperCase()} for ${ev(decision.ev_net)} a contract` : `Pass: ${reason(decision.reason_not_eligible)}`;
}

function refusal(error) {
  return error.status === 404 ? 'Not in the record yet: PostgreSQL is a moment behind. Try again.' : `Cannot be explained: ${error.message}`;
}
