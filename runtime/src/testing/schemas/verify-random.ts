import fc from 'fast-check';
import { dataText } from '../../codec/message-data.js';
import type { AnyAggregate } from '../../decider/contract.js';
import type { Registry } from '../../registry/registry.js';
import type { Operations } from '../../shape/shape.js';
import { anyOf, type ArbitraryOptions } from '../fast-check/arbitrary-of.js';
import { isoInstant } from '../fast-check/date-arbitraries.js';
import type { UpcastSample } from '../verify-upcasts.js';
import { SchemaTestError } from './schema-test-error.js';
import type { TestedVersion } from './tested-versions.js';
import { verifySample } from './verify-sample.js';

export interface RandomOptions extends ArbitraryOptions {
  /** Random values of each schema version. Default 100. */
  readonly runs?: number;
  /** Makes the same values again; a failure prints it. Default: another one each time. */
  readonly seed?: number;
}

/** Random data of one version, with random facts for its steps, reaches a valid latest version. @throws SchemaTestError */
export function verifyRandom(registry: Registry, tested: TestedVersion, options: RandomOptions): void {
  const { runs = 100, seed } = options;
  const samples = fc.record({
    data: anyOf(tested.shape, options).map((data) => dataText(tested.shape, tested.shape.exact(), data)),
    id: tested.kind === 'event' ? identityOf(tested.aggregate, options) : fc.constant({}),
    recordedAt: isoInstant,
  });
  const parameters = { numRuns: runs, ...(seed === undefined ? {} : { seed }) };
  const details = fc.check(
    fc.property(samples, (sample) => verifySample(registry, sampleFrom(tested, sample))),
    parameters,
  );
  if (!details.failed) return;
  const { counterexample, errorInstance, numRuns } = details;
  const what = `Random value ${numRuns} failed, made smaller ${details.numShrinks} times; again with { seed: ${details.seed} }.`;
  throw new SchemaTestError(what, errorInstance, counterexample?.[0].data);
}

interface RandomSample {
  readonly data: string;
  readonly id: object;
  readonly recordedAt: string;
}

function sampleFrom({ kind, type, schemaVersion }: TestedVersion, { data, ...stored }: RandomSample): UpcastSample {
  return { type, schemaVersion, data, ...(kind === 'event' ? { stored } : {}) };
}

function identityOf({ id }: AnyAggregate, options: ArbitraryOptions): fc.Arbitrary<object> {
  const parts = Object.entries(id).map(([part, shape]): [string, fc.Arbitrary<unknown>] => [
    part,
    partOf(shape, options),
  ]);
  return fc.record(Object.fromEntries(parts), { noNullPrototype: true });
}

const partOf = (shape: Operations, options: ArbitraryOptions): fc.Arbitrary<unknown> => anyOf(shape, options);
