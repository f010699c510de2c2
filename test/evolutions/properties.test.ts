/** Laws of planned steps, on shapes and values drawn at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Evolution, VersionSteps } from '../../generator/src/model/evolution-model.js';
import type { DomainModel, MessageVersionModel } from '../../generator/src/model/domain-model.js';
import { noConstraints, type JsonValue, type TypeModel } from '../../generator/src/model/type-model.js';
import { evolveFiles, versionsOf } from '../generator/evolve/evolve-yaml.js';
import { createStepEvaluator } from '../support/evaluate-step.js';
import { expectDiagnostics, expectValue } from '../support/expect-diagnostics.js';
import { misfit, toJson, toMemory } from '../support/memory-values.js';
import { namedTypes, randomFields, shapeOf, valuesOf } from './random-evolutions.js';

const path = 'schemas/random.yaml';

interface Planned {
  readonly model: DomainModel;
  readonly evolution: Evolution;
  readonly steps: VersionSteps;
  readonly older: TypeModel;
  readonly newer: TypeModel;
}

/** JSON is YAML; only version keys have to be without quotes. */
const yamlOf = (document: unknown): string => JSON.stringify(document).replace(/(?<=[{,])"([12])":/g, '$1: ');

const documentOf = (event: unknown): string =>
  yamlOf({
    varve: 1,
    context: 'random',
    aggregate: 'Thing',
    id: { thingId: 'uuid' },
    types: namedTypes,
    events: { E: event },
  });

function plan(event: unknown): Planned {
  const { model, result } = evolveFiles({ [path]: documentOf(event) });
  expectDiagnostics(result, []);
  const evolution = expectValue(result);
  const [older, newer] = versionsOf({ model, evolution });
  const steps = newer && evolution.messages.get(newer);
  if (older === undefined || newer === undefined || steps === undefined) return expect.fail('No step was planned.');
  return { model, evolution, steps, older: whole(older), newer: whole(newer) };
}

const whole = ({ shape }: MessageVersionModel): TypeModel => ({ kind: 'object', shape, constraints: noConstraints });

const runs = { numRuns: 300 };

test('what is inferred is total, fits the new shape, and goes back without loss where it goes back', () => {
  let waysBack = 0;
  fc.assert(
    fc.property(
      randomFields.chain((fields) =>
        fc.tuple(fc.constant(fields), fc.array(valuesOf(fields), { minLength: 1, maxLength: 5 })),
      ),
      ([fields, values]) => {
        const planned = plan({ 1: { fields: shapeOf(fields, 'old') }, 2: { fields: shapeOf(fields, 'next') } });
        const { model, steps, older, newer } = planned;
        const evaluator = createStepEvaluator(model, planned.evolution);
        for (const value of values) {
          const old = toMemory(value, older, model);
          expect(misfit(old, older, model)).toBeUndefined();
          const made = evaluator.evaluate(steps.up, old);
          expect(misfit(made, newer, model)).toBeUndefined();
          if (steps.down === undefined) continue;
          waysBack += 1;
          expect(toJson(evaluator.evaluate(steps.down, made), older, model)).toEqual(toJson(old, older, model));
        }
      },
    ),
    runs,
  );
  expect(waysBack).toBeGreaterThan(20);
});

test('where nothing changed, nothing is done, and the value is the same one', () => {
  fc.assert(
    fc.property(
      randomFields.chain((fields) => fc.tuple(fc.constant(fields), valuesOf(fields))),
      ([fields, value]) => {
        const shape = { fields: shapeOf(fields, 'old') };
        const { model, evolution, steps, older } = plan({ 1: shape, 2: shape });
        const old = toMemory(value, older, model);
        expect(steps.up.isIdentity && steps.down?.isIdentity).toBe(true);
        expect(createStepEvaluator(model, evolution).evaluate(steps.up, old)).toBe(old);
      },
    ),
    { numRuns: 100 },
  );
});

interface RandomStep {
  readonly event: (order: readonly number[]) => unknown;
  readonly value: Readonly<Record<string, JsonValue>>;
  readonly wanted: Readonly<Record<string, JsonValue>>;
}

/** Each field stays, gets another name, moves into an object, or goes; a new one is set. */
const randomStep: fc.Arbitrary<RandomStep> = fc
  .array(fc.tuple(fc.constantFrom('stay', 'rename', 'nest', 'drop'), fc.integer()), { minLength: 1, maxLength: 6 })
  .map((fates): RandomStep => {
    const name = (index: number): string => `f${index}`;
    const of = (fate: string): readonly number[] => fates.flatMap(([each], index) => (each === fate ? [index] : []));
    const old = Object.fromEntries(fates.map((_fate, index) => [name(index), 'integer']));
    const nested = of('nest').map((index) => [name(index), 'integer'] as const);
    const next = {
      ...Object.fromEntries(of('stay').map((index) => [name(index), 'integer'])),
      ...Object.fromEntries(of('rename').map((index) => [`${name(index)}b`, 'integer'])),
      ...(nested.length === 0 ? {} : { inner: { fields: Object.fromEntries(nested) } }),
      added: 'string',
    };
    const renames = [
      ...of('rename').map((index) => [name(index), `${name(index)}b`] as const),
      ...of('nest').map((index) => [name(index), `inner.${name(index)}`] as const),
    ];
    const value = Object.fromEntries(fates.map(([, number], index) => [name(index), number]));
    const kept = (indexes: readonly number[], rename: (name: string) => string): Record<string, JsonValue> =>
      Object.fromEntries(indexes.map((index) => [rename(name(index)), value[name(index)] ?? null]));
    return {
      value,
      wanted: {
        ...kept(of('stay'), (each) => each),
        ...kept(of('rename'), (each) => `${each}b`),
        ...(nested.length === 0 ? {} : { inner: kept(of('nest'), (each) => each) }),
        added: 'x',
      },
      event: (order) => {
        const shuffle = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((item, index) => [order[index] ?? 0, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        const step = {
          ...(renames.length === 0 ? {} : { rename: Object.fromEntries(shuffle(renames)) }),
          ...(of('drop').length === 0 ? {} : { drop: shuffle(of('drop').map(name)) }),
          set: { added: 'x' },
        };
        return {
          1: { fields: old },
          2: { fields: next },
          upcast: { 2: Object.fromEntries(shuffle(Object.entries(step))) },
        };
      },
    };
  });

/** Without places, which differ with the order. */
const withoutPlaces = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => (key === 'place' ? undefined : part));

test('declared steps do what they say, whatever the order they say it in', () => {
  fc.assert(
    fc.property(randomStep, fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }), ({ event, value, wanted }, order) => {
      const first = plan(event([]));
      const second = plan(event(order));
      expect(withoutPlaces(second.steps)).toBe(withoutPlaces(first.steps));
      const evaluator = createStepEvaluator(first.model, first.evolution);
      expect(evaluator.evaluate(first.steps.up, value)).toEqual(wanted);
    }),
    { numRuns: 100 },
  );
});

test('mistakes are the same in any order of operations', () => {
  const wrong = [
    'rename: { a: b, x: y }',
    'set: { b: 1, c: text }',
    'drop: [a, zz]',
    'custom: [d.*]',
    'fill: { c: z }',
  ];
  const found = (lines: readonly string[]): readonly string[] => {
    const text = `varve: 1\ncontext: o\naggregate: O\nid: { oId: uuid }\nevents:\n  E:\n    1: { a: string, d: list<string> }\n    2: { b: string, c: integer, d: list<string> }\n    upcast:\n      2: { ${lines.join(', ')} }\n`;
    const { result } = evolveFiles({ [path]: text.replace(', x: y', '').replace('b: 1, ', '') });
    return result.diagnostics.map(({ code, message }) => `${code} ${message}`).sort();
  };
  const all = found(wrong);
  expect(all.length).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.shuffledSubarray(wrong, { minLength: wrong.length }), (lines) => {
      expect(found(lines)).toEqual(all);
    }),
    { numRuns: 30 },
  );
});

test('the order of files does not matter', () => {
  const files = {
    'schemas/a.yaml':
      'varve: 1\ncontext: one\nimports: [./b.yaml]\ntypes: { A: { 1: { n: integer }, 2: { n: decimal, b: two.B@1 }, upcast: { 2: { set: { b: { x: 1 } } } } } }\n',
    'schemas/b.yaml':
      'varve: 1\ncontext: two\ntypes: { B: { 1: { x: integer }, 2: { y: integer }, upcast: { 2: { custom: true } } } }\n',
    'schemas/c.yaml':
      'varve: 1\ncontext: one\nimports: [./a.yaml, ./b.yaml]\naggregate: O\nid: { oId: uuid }\nevents: { E: { 1: { a: A@1, b: list<two.B@1> }, 2: { a: A@2, b: list<two.B@2> } }, F: { 1: { a: string }, 2: { b: string } } }\n',
  };
  const seen = (names: readonly string[]): string => {
    const { model, result } = evolveFiles(
      Object.fromEntries(Object.entries(files).sort(([a], [b]) => names.indexOf(a) - names.indexOf(b))),
    );
    return withoutPlaces({ model, found: result.diagnostics });
  };
  const names = Object.keys(files);
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: 3 }), (order) => {
      expect(seen(order)).toBe(seen(names));
    }),
    { numRuns: 10 },
  );
});
