import { isRuntimeError } from '../../errors/is-runtime-error.js';
import type { Registry } from '../../registry/registry.js';
import { type UpcastSample, verifyUpcast } from '../verify-upcasts.js';

/**
 * As `verifyUpcast`, but for two ways to say no that are no mistakes of steps: a command of an older version may come to break
 * a constraint of the latest one, as a decider might refuse it; and a step down may be unable to write some data in the older
 * version, which then is not written at all.
 */
export function verifySample(registry: Registry, sample: UpcastSample): void {
  try {
    verifyUpcast(registry, sample);
  } catch (error) {
    if (!isRuntimeError(error, 'failed-downcast') && !isRefusedCommand(registry, sample, error)) throw error;
  }
}

function isRefusedCommand({ commands }: Registry, { type, schemaVersion }: UpcastSample, error: unknown): boolean {
  const latest = commands.get(type)?.schemaVersion;
  return (
    latest !== undefined &&
    schemaVersion !== latest &&
    isRuntimeError(error, 'invalid-message') &&
    error.schemaVersion === latest &&
    error.problems.every(({ kind }) => kind === 'constraint')
  );
}
