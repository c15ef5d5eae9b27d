/** What the guarded verbs are called, and what the operator is told before one is done. */
export const verbs = {
  halt: {
    title: 'Halt trading',
    consequence: 'No order leaves from the moment you confirm, and resting orders are cancelled. Feeds, edges and decisions go on, and takes are withheld. Open positions stay open.',
    button: 'Halt trading',
  },
  pause: {
    title: 'Pause entries',
    consequence: 'Nothing that adds exposure is ordered any more. Exits and cancels go on.',
    button: 'Pause entries',
  },
  'cancel-all': {
    title: 'Cancel all orders',
    consequence: 'Every resting order is cancelled, and each cancel is confirmed by the venue or stays in the list. New takes may order again: halt first if they should not.',
    button: 'Cancel all orders',
  },
  flatten: {
    title: 'Flatten all positions',
    consequence: 'Every open position is sold at the market by orders that can only reduce it. This takes the prices that are there now.',
    button: 'Flatten all positions',
  },
  release: {
    title: 'Release trading',
    consequence: 'Decisions that would trade become orders again, as soon as nothing else forbids it.',
    button: 'Release trading',
  },
  replay: {
    title: 'Replay a dead letter',
    consequence: 'Its event is published again under the same rules, and may be rejected again. An event that is stored already counts as a duplicate.',
    button: 'Replay',
    path: (sequence) => `/api/dlq/${sequence}/replay`,
  },
  ack: {
    title: 'Put a dead letter aside',
    consequence: 'Nothing is done about it, now or later. It stays readable for as long as dead letters are kept.',
    button: 'Put aside',
    path: (sequence) => `/api/dlq/${sequence}/ack`,
  },
};
