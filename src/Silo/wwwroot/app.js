import { ActionDialog } from './panels/action-dialog.js';
import { AuditTrail } from './panels/audit-trail.js';
import { DeadLettersPanel } from './panels/dead-letters.js';
import { DecisionsPanel } from './panels/decisions.js';
import { Explanation } from './panels/explanation.js';
import { ExecutionsPanel } from './panels/executions.js';
import { ExposurePanel } from './panels/exposure.js';
import { FeedsPanel } from './panels/feeds.js';
import { GatePanel } from './panels/gate.js';
import { GrainsPanel } from './panels/grains.js';
import { HistoryPanel, historySeconds } from './panels/history.js';
import { MarketDetail } from './panels/market-detail.js';
import { MarketsPanel } from './panels/markets.js';
import { Masthead } from './panels/masthead.js';
import { PositionsPanel } from './panels/positions.js';
import { SpotPanel } from './panels/spot.js';
import { createVitals } from './panels/vitals.js';
import { Choice } from './choice.js';
import { followServer } from './reading/clock.js';
import { LiveStatus } from './reading/live.js';
import { Poll } from './reading/poll.js';
import { age } from './showing/format.js';

const section = (id) => document.getElementById(id);

const masthead = new Masthead(document.querySelector('header'));
const gate = new GatePanel(section('gate'));
const spot = new SpotPanel(section('spot'));
const feeds = new FeedsPanel(section('feeds'));
const vitals = createVitals();
const markets = new MarketsPanel(section('markets'), (ticker) => choice.pin(ticker));
const detail = new MarketDetail(section('detail'));
const past = new HistoryPanel(section('history'));
const explanation = new Explanation(section('explanation'));
const decisions = new DecisionsPanel(section('decisions'), (market, ts) => explanation.open(market, ts));
const positions = new PositionsPanel(section('positions'));
const executions = new ExecutionsPanel(section('executions'));
const exposure = new ExposurePanel(section('exposure'));
const deadLetters = new DeadLettersPanel(section('dead-letters'), (verb, sequence) => dialog.open(verb, sequence));
const grains = new GrainsPanel(section('grains'));
const audit = new AuditTrail(section('audit'));

const choice = new Choice((ticker, pinned) => {
  markets.choose(ticker);
  detail.choose(ticker, pinned);
  detail.showMarket(markets.find(ticker));
  past.choose(ticker);
  bookPoll.reset();
  historyPoll.reset();
});

/** Lets panels draw a reading, each on its own account. */
function draw(reading, ...draws) {
  for (const [panel, how] of draws)
    panel.tile.guard(how.name, () => how.call(panel, reading));
}

const live = new LiveStatus((reading) => {
  followServer(reading.data.now_ms);
  masthead.show(reading);
  draw(reading, ...[gate, spot, feeds, ...vitals].map((panel) => [panel, panel.show]), [detail, detail.showSpot]);
  tick();
});

const marketsPoll = new Poll('/api/markets', (reading) => {
  draw(reading, [markets, markets.show], [positions, positions.showQuotes]);
  choice.follow(markets.markets);
  const market = markets.find(choice.ticker);
  spot.compareWith(market?.strike_type === 'less' ? market.upper : market?.lower ?? null);
  draw(market, [detail, detail.showMarket]);
});
const bookPoll = new Poll(() => choice.ticker && `/api/markets/${encodeURIComponent(choice.ticker)}/book?depth=8`,
  (reading) => draw(reading, [detail, detail.showBook]));
const historyPoll = new Poll(() => choice.ticker && `/api/markets/${encodeURIComponent(choice.ticker)}/history?seconds=${historySeconds}`,
  (reading) => draw(reading, [past, past.show]));
const edgesPoll = new Poll('/api/edges', (reading) => draw(reading, [detail, detail.showEdges]));
const deadLettersPoll = new Poll('/api/dlq?last=50', (reading) => draw(reading, [deadLetters, deadLetters.show]));
const auditPoll = new Poll('/api/events/operator_action?last=50', (reading) => draw(reading, [audit, audit.show]));

/** Which polls a panel rests on: when one fails, the panel says so. */
const sources = [
  [markets, marketsPoll],
  [detail, bookPoll, edgesPoll],
  [past, historyPoll],
  [decisions, new Poll('/api/opportunities?why=true', (reading) => draw(reading, [decisions, decisions.show]))],
  [positions, new Poll('/api/positions', (reading) => draw(reading, [positions, positions.show]))],
  [executions,
    new Poll('/api/events/execution_order?last=20', (reading) => draw(reading, [executions, executions.showOrders])),
    new Poll('/api/events/execution_fill?last=20', (reading) => draw(reading, [executions, executions.showFills]))],
  [exposure, new Poll('/api/limits', (reading) => draw(reading, [exposure, exposure.show]))],
  [deadLetters, deadLettersPoll],
  [grains, new Poll('/api/grains', (reading) => draw(reading, [grains, grains.show]))],
  [audit, auditPoll],
];

/** Ages grow and connections fall silent without any message, so the page looks by itself. */
function tick() {
  live.watch();
  const lost = live.trouble === null ? null : `No connection${live.age === null ? '' : ` for ${age(live.age)}`}`;
  for (const panel of [gate, spot, feeds, ...vitals, markets, detail]) {
    panel.tile.guard('tick', () => panel.tick(live.connected));
    panel.tile.complain('connection', lost);
  }
  for (const [panel, ...polls] of sources) {
    panel.tile.complain('connection', lost);
    panel.tile.complain('poll', polls.map((poll) => poll.trouble).find(Boolean) ?? null);
  }
  masthead.tick(live);
}

const dialog = new ActionDialog(section('action-dialog'), () => [auditPoll, deadLettersPoll].forEach((poll) => poll.again()));
for (const button of section('gate').querySelectorAll('[data-verb]'))
  button.addEventListener('click', () => dialog.open(button.dataset.verb));
section('follow').addEventListener('click', () => choice.release(markets.markets));

spot.recall();
live.start();
for (const [, ...polls] of sources)
  polls.forEach((poll) => poll.again());
setInterval(tick, 250);
tick();
