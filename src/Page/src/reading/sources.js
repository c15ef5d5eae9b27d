import { LiveStatus } from './live.js';
import { Poll } from './poll.js';

/** The silo's status, each second. */
export const live = new LiveStatus();

/** What is asked for every two seconds, whichever market is looked at. */
export const sources = {
  markets: new Poll('/api/markets'),
  edges: new Poll('/api/edges'),
  decisions: new Poll('/api/opportunities?why=true'),
  positions: new Poll('/api/positions'),
  orders: new Poll('/api/events/execution_order?last=20'),
  fills: new Poll('/api/events/execution_fill?last=20'),
  limits: new Poll('/api/limits'),
  deadLetters: new Poll('/api/dlq?last=50'),
  grains: new Poll('/api/grains'),
  audit: new Poll('/api/events/operator_action?last=50'),
};
