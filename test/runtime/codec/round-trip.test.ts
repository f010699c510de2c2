import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyAggregate } from '../../../runtime/src/decider/contract.js';
import type { EventId } from '../../../runtime/src/message/identifiers.js';
import { defineRegistry } from '../../../runtime/src/registry/registry.js';
import type { Operations } from '../../../runtime/src/shape/shape.js';
import { integer } from '../../../runtime/src/shape/scalar.js';
import { deepEqual } from '../../../runtime/src/testing/deep-equal.js';
import { problemsOf } from '../shape/problems-of.js';
import { objects, type ShapeSample } from './arbitrary-shapes.js';
import { codecOf, storedSample } from './stored-sample.js';

class Any {
  static readonly type = 'any.Any';
  readonly type = 'any.Any';
  readonly data: unknown;

  constructor(data: unknown) {
    this.data = data;
  }
}

function registryOf(shape: Operations) {
  const event = { type: 'any.Any', name: 'Any', messageClass: Any, schemaVersion: 1, versions: { 1: { shape } } };
  const aggregate: AnyAggregate = {
    context: 'any',
    name: 'Any',
    category: 'any.any',
    id: { n: integer },
    events: { Any: event },
    commands: {},
    rejections: {},
  };
  return defineRegistry('any', [aggregate]);
}

const samples = objects(3).chain((sample) =>
  sample.values.map((value): readonly [ShapeSample, unknown] => [sample, value]),
);
const eventId = '00000000-0000-7000-8000-000000000001' as EventId;
const origin = { id: {}, metadata: { correlationId: 'c', causationId: 'c' }, metadataText: '{}' };
const runs = { numRuns: 400 };

test('what is accepted is stored and read back the same, whatever its shape', () => {
  fc.assert(
    fc.property(samples, ([{ shape }, value]) => {
      const codec = codecOf(registryOf(shape));
      const { stored, data } = codec.encode({ type: 'any.Any', data: value }, eventId, origin);
      expect(deepEqual(data, value)).toBe(true);
      const read = codec.decode(storedSample({ ...stored }), {})?.data;
      expect(deepEqual(read, value)).toBe(true);
    }),
    runs,
  );
});

test('reading with unknown fields dropped, kept or unchecked gives the same where there are none', () => {
  fc.assert(
    fc.property(samples, ([{ shape }, value]) => {
      const registry = registryOf(shape);
      const { stored } = codecOf(registry).encode({ type: 'any.Any', data: value }, eventId, origin);
      for (const options of [
        { unknownFields: 'drop' },
        { unknownFields: 'keep' },
        { check: 'off' },
        { check: 'off', unknownFields: 'drop' },
      ] as const) {
        expect(deepEqual(codecOf(registry, options).decode(storedSample({ ...stored }), {})?.data, value)).toBe(true);
      }
    }),
    runs,
  );
});

test('the stored text is the same whatever the order of keys, and stays the same when it is read and written again', () => {
  fc.assert(
    fc.property(samples, ([{ shape }, value]) => {
      const codec = codecOf(registryOf(shape));
      const once = codec.encode({ type: 'any.Any', data: value }, eventId, origin).stored.data;
      const reversed = Object.fromEntries(Object.entries(Object(value)).reverse());
      expect(codec.encode({ type: 'any.Any', data: reversed }, eventId, origin).stored.data).toBe(once);
      const read = codec.decode(storedSample({ data: once, type: 'any.Any', schemaVersion: 1 }), {});
      expect(codec.encode({ type: 'any.Any', data: read?.data }, eventId, origin).stored.data).toBe(once);
    }),
    runs,
  );
});

test('the fast verdict and the list of problems always agree', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  const mutated = fc.tuple(samples, anything, fc.string()).map(([[sample, value], other, key]) => {
    const entries = Object.entries(Object(value));
    const [first] = entries;
    return [sample, Object.fromEntries([...entries.slice(1), [first?.[0] ?? key, other]])] as const;
  });
  fc.assert(
    fc.property(mutated, ([{ shape }, value]) => {
      const problems = problemsOf(shape, value);
      expect(problems.length === 0).toBe(shape.accepts(value, 0, 0));
      expect(problems).not.toContain(': unrepresentable');
    }),
    runs,
  );
});
