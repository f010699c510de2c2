import { isRuntimeError } from '../../errors/is-runtime-error.js';
import type { Registry } from '../../registry/registry.js';
import { type UpcastSample, verifyUpcast } from '../verify-upcasts.js';

/**
 * As `verifyUpcast`; but a command of an older version may come to break a constraint of the latest one. That is a refusal
 * of what it says, as a decider's might be, and no mistake of the steps.
 */
export function verifySample(registry: Registry, sample: UpcastSample): void {
  try {
    verifyUpcast(registry, sample);
  } catch (error) {
    const latest = registry.commands.get(sample.type)?.schemaVersion;
    if (latest === undefined || sample.schemaVersion === latest || !breaksConstraints(error, latest)) throw error;
  }
}

function breaksConstraints(error: unknown, latest: number): boolean {
  return (
    isRuntimeError(error, 'invalid-message') &&
    error.schemaVersion === latest &&
    error.problems.every(({ kind }) => kind === 'constraint')
  );
}
