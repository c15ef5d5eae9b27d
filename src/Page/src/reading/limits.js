/** How old or how wrong something may get before its tile turns red. Ages in seconds. */
export const limits = Object.freeze({
  spotAge: 10,
  quoteAge: 30,
  edgesAge: 60,
  /** The stream brings a status each second; together with the look each quarter second, a loss shows within two. */
  statusAge: 1.75,
  /** Polls run every two seconds: an answer two seconds overdue counts as missing. */
  pollAge: 4,
  /** Frames between being read and being counted leave a feed out of balance for a moment, which is no fault. */
  imbalance: 5,
  /** Events that wait this long for a commit mean that the writer is stuck. */
  commitAge: 30,
});
