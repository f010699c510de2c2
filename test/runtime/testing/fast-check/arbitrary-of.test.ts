import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Check, saying } from '../../../../runtime/src/shape/check.js';
import { constrained } from '../../../../runtime/src/shape/constrained.js';
import { lazy, list, map, nullable } from '../../../../runtime/src/shape/containers.js';
import { compareDecimals, isDecimalMultiple } from '../../../../runtime/src/shape/decimal-checks.js';
import { enumeration, openEnum } from '../../../../runtime/src/shape/enumeration.js';
import { openRecord, optional, record, withDefault } from '../../../../runtime/src/shape/record.js';
import * as scalars from '../../../../runtime/src/shape/scalar.js';
import { leaf, type Operations, type Shape } from '../../../../runtime/src/shape/shape.js';
import { oneOfKinds, tagged } from '../../../../runtime/src/shape/union.js';
import { type MessageSamples, samplesOf } from '../../../../runtime/src/testing/index.js';
import { arbitraryData, arbitraryOf } from '../../../../runtime/src/testing/fast-check/index.js';
import { account } from '../../sample/banking/account.js';

const values = <T>(shape: Shape<T, never>, numRuns = 300): readonly T[] =>
  fc.sample(arbitraryOf(shape), { numRuns, seed: 7 });

/** A check as one that was compiled, whose keywords guide what is made. */
const check = (keywords: object, holds: (value: never) => boolean): Check =>
  saying({ ...keywords }, (value) => holds(value as never));

const length = (text: string): number => Array.from(text).length;

describe('constraints are kept', () => {
  test('of texts: lengths in code points, patterns, both together', () => {
    const short = constrained(
      scalars.text,
      check({ minLength: 3, maxLength: 5 }, (text: string) => length(text) >= 3 && length(text) <= 5),
    );
    expect(new Set(values(short).map(length))).toEqual(new Set([3, 4, 5]));
    const iban = /^[A-Z]{2}[0-9]+$/u;
    const long = constrained(
      scalars.text,
      check(
        { minLength: 15, maxLength: 34, pattern: iban.source },
        (text: string) => iban.test(text) && text.length >= 15 && text.length <= 34,
      ),
    );
    const all = values(long, 50);
    expect(all.every((text) => iban.test(text) && text.length >= 15 && text.length <= 34)).toBe(true);
    expect(new Set(all).size).toBeGreaterThan(40);
  });

  test('of formats with a pattern, whichever of the two leaves more', () => {
    const own = /^https:/u;
    const link = constrained(
      scalars.uri,
      check({ pattern: own.source }, (text: string) => own.test(text)),
    );
    expect(values(link, 50).every((text) => own.test(text))).toBe(true);
    const day = /^2024-02-[0-9]{2}$/u;
    const february = constrained(
      scalars.date,
      check({ pattern: day.source }, (text: string) => day.test(text)),
    );
    expect(values(february, 50).every((text) => day.test(text))).toBe(true);
  });

  test.each<[object, string, string]>([
    [{ minimum: '0.015', maximum: '0.02' }, '0.015', '0.02'],
    [{ exclusiveMinimum: '-1', exclusiveMaximum: '1' }, '-0.999999999999', '0.999999999999'],
    [{ minimum: '99999999999999999999.5' }, '99999999999999999999.5', '1e40'],
    [{ maximum: '-3' }, '-1e40', '-3'],
  ])('of decimals: %j', (keywords, least, most) => {
    const holds = (text: string): boolean => compareDecimals(text, least) >= 0 && compareDecimals(text, most) <= 0;
    const all = values(constrained(scalars.decimal, check(keywords, holds)), 100);
    expect(new Set(all).size).toBeGreaterThan(2);
  });

  test('of multiples, exactly: of numbers, decimals and bigints', () => {
    const tenth = check({ multipleOf: 0.1, minimum: 0.25, maximum: 0.75 }, (n: number) =>
      isDecimalMultiple(String(n), '0.1'),
    );
    expect(new Set(values(constrained(scalars.number, tenth)))).toEqual(new Set([0.3, 0.4, 0.5, 0.6, 0.7]));
    const cents = check({ multipleOf: '0.25', minimum: '-0.5', maximum: '0.5' }, () => true);
    expect(new Set(values(constrained(scalars.decimal, cents)))).toEqual(
      new Set(['-0.50', '-0.25', '0.00', '0.25', '0.50']),
    );
    const sevens = check({ multipleOf: '7', minimum: '-20', maximum: '20' }, () => true);
    expect(new Set(values(constrained(scalars.bigint, sevens)))).toEqual(new Set([-14n, -7n, 0n, 7n, 14n]));
    const whole = check({ multipleOf: 3, exclusiveMinimum: 3, exclusiveMaximum: 12 }, () => true);
    expect(new Set(values(constrained(scalars.integer, whole)))).toEqual(new Set([6, 9]));
  });

  test('of lists and maps: how many, and that items differ', () => {
    const some = check({ minItems: 2, maxItems: 3, uniqueItems: true }, () => true);
    for (const items of values(
      constrained(
        list(record<{ readonly a: string }>({ a: enumeration(['x', 'y', 'z', 'w']) as Shape<string> })),
        some,
      ),
    )) {
      expect([2, 3]).toContain(items.length);
      expect(new Set(items.map(({ a }) => a)).size).toBe(items.length);
    }
    const two = constrained(
      map(scalars.boolean),
      check({ minProperties: 2, maxProperties: 2 }, () => true),
    );
    expect(values(two, 50).every((entries) => Object.keys(entries).length === 2)).toBe(true);
  });

  test('of a whole object, by looking', () => {
    const any = constrained(
      record<{ readonly a?: number; readonly b?: number }>({
        a: optional(scalars.integer),
        b: optional(scalars.integer),
      }),
      check({ minProperties: 1 }, (value: object) => Object.keys(value).length >= 1),
    );
    expect(values(any, 100).every((value) => Object.keys(value).length > 0)).toBe(true);
  });
});

describe('everything that may be is made', () => {
  test('absent and there, null and not, each variant, and what an open enum does not know', () => {
    const shape = record<{
      readonly note?: string;
      readonly nick: string | null;
      readonly channel: string;
      readonly how: unknown;
    }>({
      note: optional(scalars.text),
      nick: nullable(scalars.text),
      channel: openEnum(['web', 'store']) as Shape<string>,
      how: tagged('kind', { card: record({ last4: scalars.text }), cash: record({}) }) as Shape<unknown>,
    });
    const all = values(shape);
    expect(new Set(all.map((value) => 'note' in value))).toEqual(new Set([true, false]));
    expect(new Set(all.map(({ nick }) => nick === null))).toEqual(new Set([true, false]));
    expect(all.some(({ channel }) => channel === 'store')).toBe(true);
    expect(all.some(({ channel }) => !['web', 'store'].includes(channel))).toBe(true);
    expect(new Set(all.map(({ how }) => Reflect.get(Object(how), 'kind')))).toEqual(new Set(['card', 'cash']));
  });

  test('each kind of a union without a tag, and further keys of an open object that are no fields', () => {
    const kinds = new Set(
      values(oneOfKinds({ string: scalars.bigint, boolean: scalars.boolean, null: scalars.nullValue })).map(
        (value) => typeof value,
      ),
    );
    expect(kinds).toEqual(new Set(['bigint', 'boolean', 'object']));
    const open = openRecord<{ readonly a: number; readonly extra: Readonly<Record<string, boolean>> }>(
      { a: scalars.integer },
      scalars.boolean,
    );
    const all = values(open);
    expect(all.some(({ extra }) => Object.keys(extra).length > 0)).toBe(true);
    expect(all.every(({ extra }) => !Object.hasOwn(extra, 'a'))).toBe(true);
  });

  test('a field with a default is there, and formats come in all their forms', () => {
    expect(
      values(record<{ readonly a: number }, { readonly a?: number }>({ a: withDefault(scalars.integer, 1) })).every(
        ({ a }) => Number.isSafeInteger(a),
      ),
    ).toBe(true);
    const instants = values(scalars.instant);
    expect(instants.some((text) => /\.\d{9}Z$/.test(text)) && instants.some((text) => text.length === 20)).toBe(true);
    expect(values(scalars.datetime).some((text) => text.includes('-', 11))).toBe(true);
    expect(values(scalars.duration).some((text) => text.endsWith('W'))).toBe(true);
    expect(values(scalars.uuid).some((text) => /[A-F]/.test(text))).toBe(true);
  });

  type Tree = { readonly kind: 'leaf' } | { readonly kind: 'node'; readonly left: Tree; readonly right: Tree };
  const treeOf = (inside: Shape<Tree>): Shape<Tree> =>
    tagged('kind', { node: record({ left: inside, right: inside }), leaf: record({}) }) as Shape<Tree>;
  const tree: Shape<Tree> = treeOf(lazy(() => tree));
  const everNew: Shape<Tree> = lazy(() => treeOf(everNew));

  test.each([
    ['declared once', tree, 3],
    ['made anew each time it is asked for', everNew, 8],
  ])('a shape that holds itself, %s, comes to an end, through whatever it must', (_what, shape, deepest) => {
    const depth = (value: Tree): number =>
      value.kind === 'leaf' ? 0 : 1 + Math.max(depth(value.left), depth(value.right));
    const depths = values(shape, 200).map(depth);
    expect(Math.max(...depths)).toBeLessThanOrEqual(deepest);
    expect(new Set(depths).size).toBeGreaterThan(1);
  });
});

describe('data of a message', () => {
  const samples = {
    aggregates: [account],
    samples: { Opened: { 1: [{ owner: 'Ann', limit: 12.5 }], 3: [] } },
  } as const;
  type Data = {
    readonly Opened: { readonly 1: { readonly owner: string; readonly limit: number }; readonly 3: unknown };
  };

  test('is of the version asked for', () => {
    const [first] = fc.sample(arbitraryData<Data, 'Opened', 1>(samples, 'Opened', 1), 1);
    expect(Object.keys(first ?? {})).toEqual(['owner', 'limit']);
    const typed: readonly { readonly owner: string; readonly limit: number }[] = samplesOf<Data, 'Opened', 1>(
      samples,
      'Opened',
      1,
    );
    expect(typed).toEqual([{ owner: 'Ann', limit: 12.5 }]);
    expect(samplesOf<Data, 'Opened', 1>(samples, 'Opened', 1)[0]).not.toBe(typed[0]);
  });

  test('is refused for a version that there is not', () => {
    const none: MessageSamples<{ readonly Opened: { readonly 9: unknown }; readonly Opned: { readonly 1: unknown } }> =
      { aggregates: [account], samples: { Opened: { 9: [] }, Opned: { 1: [] } } };
    expect(() => samplesOf(none, 'Opened', 9)).toThrow('There is no Opened of schema version 9.');
    expect(() => arbitraryData(none, 'Opned', 1)).toThrow('There is no Opned of schema version 1.');
  });
});

describe('what cannot be made is said, not looked for for ever', () => {
  const lookahead = '^(?=.*[0-9])[a-z0-9]{8,}$';
  const password = constrained(
    scalars.text,
    check({ pattern: lookahead }, (text: string) => new RegExp(lookahead, 'u').test(text)),
  );

  test('a pattern that looks ahead takes values of your own', () => {
    expect(() => values(password)).toThrow(`pattern ${lookahead}`);
    const patterns = { [lookahead]: fc.constantFrom('abcdefg1', '12345678') };
    expect(new Set(fc.sample(arbitraryOf(password, { patterns }), 50))).toEqual(new Set(['abcdefg1', '12345678']));
    const wrong = { [lookahead]: fc.constant('short') };
    expect(() => fc.sample(arbitraryOf(password, { patterns: wrong }), 1)).toThrow('No value was found');
  });

  test.each<[string, Shape<unknown>, string]>([
    [
      'bounds with nothing between',
      constrained(
        scalars.decimal,
        check({ minimum: '2', maximum: '1' }, () => false),
      ) as Shape<unknown>,
      'no number that holds',
    ],
    [
      'a multiple that does not fit',
      constrained(
        scalars.integer,
        check({ multipleOf: 7, minimum: 1, maximum: 6 }, () => false),
      ) as Shape<unknown>,
      'no number that holds',
    ],
    [
      'a check that says nothing of itself',
      constrained(scalars.text, (value) => value === 'secret') as Shape<unknown>,
      'should generate anew',
    ],
    ['a shape of another package', leaf({ accepts: () => true, explain: () => undefined }), 'none of this copy'],
  ])('%s', (_what, shape, message) => {
    expect(() => values(shape, 1)).toThrow(message);
  });

  test('every scalar of the door has values', async () => {
    const door: Readonly<Record<string, unknown>> = await import('../../../../runtime/src/codegen/v1/index.js');
    const shapes = Object.values(door).filter(
      (value): value is Operations => typeof value === 'object' && value !== null && 'accepts' in value,
    );
    expect(shapes.length).toBeGreaterThan(28);
    for (const shape of shapes)
      expect(values(shape as Shape<unknown>, 20).every((value) => shape.accepts(value, 0, 0))).toBe(true);
  });
});
