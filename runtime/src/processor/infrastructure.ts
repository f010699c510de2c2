import { isRuntimeError } from '../errors/is-runtime-error.js';

const oftheStore = [
  'store-busy',
  'store-unavailable',
  'outcome-unknown',
  'store-closed',
  'lease-lost',
  'stale-epoch',
  'projection-replaced',
  'receiver-gone',
];

/** The store is at fault and not the event: it makes no difference which event was being handled. */
export function isOfTheStore(error: unknown): boolean {
  return isRuntimeError(error) && oftheStore.includes(error.code);
}

/** Somebody else leads by now. */
export function isLeaseLost(error: unknown): boolean {
  return isRuntimeError(error, 'lease-lost') || isRuntimeError(error, 'stale-epoch');
}

/** It may well go better in a while. */
export function isPassing(error: unknown): boolean {
  return (['store-busy', 'store-unavailable', 'outcome-unknown'] as const).some((code) => isRuntimeError(error, code));
}
