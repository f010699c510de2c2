import { expect } from 'vitest';
import type { StepModel } from '../../../generator/src/model/step-model.js';
import { bound, expectFindings, order } from './bind-yaml.js';

export const config = { metadata: { tenant: 'string', 'channel?': 'string' } } as const;

/** An event with two versions; only its steps matter here. */
export const event = (steps: string): string =>
  order(`events: { E: { 1: { a: string }, 2: { b: string }, ${steps} } }`);

export function upcast(step: string): StepModel {
  const model = bound(event(`upcast: { 2: ${step} }`), config);
  return model.contexts[0]?.aggregates[0]?.events[0]?.versions.at(-1)?.upcast ?? expect.fail('no step');
}

/** Operations without places and texts. */
export const operations = (step: string): unknown =>
  JSON.parse(JSON.stringify(upcast(step).operations, bare)) as unknown;

function bare(key: string, value: unknown): unknown {
  if (key === 'place') return undefined;
  const isPath = typeof value === 'object' && value !== null && 'segments' in value && 'text' in value;
  return isPath ? value.text : value;
}

export const findings = (step: string, expected: Parameters<typeof expectFindings>[1]): void => {
  expectFindings(event(`upcast: { 2: ${step} }`), expected, config);
};
