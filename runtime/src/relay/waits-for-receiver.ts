import type { FailurePolicy } from '../processor/processor-options.js';

/** An outage of the receiver is waited for; who wants to go on past something says how often it is tried. */
export const waitsForReceiver: Required<FailurePolicy> = {
  attempts: Number.MAX_SAFE_INTEGER,
  firstPause: 500,
  longestPause: 60_000,
  otherwise: 'stop',
};
