import { describe, expect, test } from 'vitest';
import { lazy, list, map, nullable } from '../../../runtime/src/shape/containers.js';
import { json } from '../../../runtime/src/shape/json-shape.js';
import { make } from '../../../runtime/src/shape/make.js';
import { openRecord, optional, record, withDefault } from '../../../runtime/src/shape/record.js';
import { bigint, bytes, integer, text, uuid } from '../../../runtime/src/shape/scalar.js';
import { dropping, lenient, reading, type Shape } from '../../../runtime/src/shape/shape.js';
import { findingsOf, loose, problemsOf, throughJson } from './problems-of.js';

interface Sample {
  readonly a: string;
  readonly b?: number;
  readonly c: string;
}

interface SampleInput {
  readonly a: string;
  readonly b?: number;
  readonly c?: string;
}

const sample: Shape<Sample, SampleInput> = record({ a: text, b: optional(integer), c: withDefault(text, 'c') });

describe('a closed object', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['in order', { a: 'x', b: 1, c: 'y' }, []],
    ['in another order', { c: 'y', a: 'x', b: 1 }, []],
    ['without what may be left out', { a: 'x' }, []],
    ['without a prototype', Object.assign(Object.create(null), { a: 'x' }), []],
    ['without a required field', { b: 1 }, ['/a: missing']],
    ['with an unknown field', { a: 'x', d: 1 }, ['/d: unknown']],
    ['with an unknown field instead', { d: 1 }, ['/a: missing', '/d: unknown']],
    ['with undefined for a required field', { a: undefined }, ['/a: unrepresentable']],
    ['with undefined for an optional field', { a: 'x', b: undefined }, ['/b: unrepresentable']],
    ['with undefined for a field with a default', { a: 'x', c: undefined }, ['/c: unrepresentable']],
    ['with undefined for an unknown field', { a: 'x', e: undefined }, ['/e: unknown']],
    ['with null', { a: null, b: null, c: null }, ['/a: type', '/b: type', '/c: type']],
    ['with everything wrong', { a: 1, b: 'x', c: [], d: 0 }, ['/a: type', '/b: type', '/c: type', '/d: unknown']],
    ['that is null', null, [': type']],
    ['that is an array', [], [': type']],
    ['that is a map', new Map([['a', 'x']]), [': type']],
    [
      'that is an instance of a class',
      new (class Some {
        a = 'x';
      })(),
      [': type'],
    ],
    ['that is text', 'a', [': type']],
  ])('%s', (_what, value, problems) => {
    expect(problemsOf(sample, value)).toEqual(problems);
  });

  test('never says what a value holds, only what it is', () => {
    const secret = 'DE02120300000000202051';
    const messages = findingsOf(record({ a: uuid, b: integer } as never), { a: secret, b: secret, c: secret }).map(
      ({ message }) => message,
    );
    expect(messages.join()).not.toContain(secret);
  });

  test('inherits nothing', () => {
    expect(problemsOf(sample, Object.create({ a: 'x' }))).toHaveLength(1);
    const shape = loose(record({ constructor: text, toString: optional(text) } as never));
    expect(problemsOf(shape, {})).toEqual(['/constructor: missing']);
    expect(problemsOf(shape, { constructor: 'x' })).toEqual([]);
    expect(problemsOf(shape, { constructor: 'x', valueOf: 1 })).toEqual(['/valueOf: unknown']);
  });

  test('has a field named __proto__ like any other', () => {
    const shape = loose(record(Object.fromEntries([['__proto__', text]]) as never));
    const value: unknown = JSON.parse('{"__proto__":"x"}');
    expect(problemsOf(shape, value)).toEqual([]);
    expect(problemsOf(shape, {})).toEqual(['/__proto__: missing']);
    expect(JSON.stringify(throughJson(shape, value))).toBe('{"__proto__":"x"}');
    expect(problemsOf(sample, JSON.parse('{"a":"x","__proto__":1}'))).toEqual(['/__proto__: unknown']);
  });

  test('is not fooled by a polluted prototype', () => {
    Object.defineProperty(Object.prototype, 'b', { value: 7, enumerable: true, configurable: true });
    const problems = [problemsOf(sample, { a: 'x' }), problemsOf(record({ b: integer } as never), {})];
    const keys = Object.keys(make(sample, { a: 'x' }, 'test.Made'));
    Reflect.deleteProperty(Object.prototype, 'b');
    expect(problems).toEqual([[], ['/b: missing']]);
    expect(keys).toEqual(['a', 'c']);
  });
});

describe('making', () => {
  test('fills defaults into a copy, in the order of the fields', () => {
    const input = { b: 2, a: 'x' };
    const data = make(sample, input, 'test.Made');
    expect(JSON.stringify(data)).toBe('{"a":"x","b":2,"c":"c"}');
    expect(input).toEqual({ b: 2, a: 'x' });
  });

  test('takes frozen input, and shares nothing with it or with its defaults', () => {
    const shape: Shape<{ readonly l: readonly string[] }, { readonly l?: readonly string[] }> = record({
      l: withDefault(list(text), ['d']),
    });
    const input = Object.freeze({ l: ['a'] });
    const made = make(shape, input, 'test.Made');
    input.l.push('b');
    expect(made).toEqual({ l: ['a'] });
    expect(make(shape, {}, 'test.Made').l).not.toBe(make(shape, {}, 'test.Made').l);
  });

  test('names the message, its schema version and every problem', () => {
    expect(() => make(loose(sample), { c: 1, d: 1 }, 'test.Made', 3)).toThrow(
      'test.Made does not fit schema version 3:\n  /a is missing\n  /c must be a string, not a number\n  /d is no declared field',
    );
    expect(() => make(loose(sample), 7, 'test.Made')).toThrow(
      'test.Made does not fit its shape:\n  data must be an object, not a number',
    );
  });

  test('lists a hundred problems and counts the rest', () => {
    const wrong = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`k${at}`, 1]));
    expect(() => make(loose(map(text)), wrong, 'test.Made')).toThrow(/\n {2}and 150 more$/);
  });

  test('escapes what JSON pointers escape', () => {
    expect(problemsOf(map(text), { 'a/b~c': 1, '': 2 })).toEqual(['/a~1b~0c: type', '/: type']);
  });

  test('refuses values that change while they are looked at', () => {
    let calls = 0;
    const shifty = {
      get a() {
        calls += 1;
        return calls === 1 ? 1 : 'x';
      },
    };
    expect(problemsOf(sample, shifty)).toEqual([': unrepresentable']);
  });
});

describe('reading', () => {
  const accepts = (value: unknown, mode: number): boolean => sample.accepts(value, reading | mode, 0);

  test('wants fields with defaults, since whoever wrote filled them in', () => {
    expect(accepts({ a: 'x' }, 0)).toBe(false);
    expect(accepts({ a: 'x', c: 'y' }, 0)).toBe(true);
  });

  test('refuses, drops or keeps unknown fields', () => {
    const nested = record({ s: sample, l: list(sample) } as never);
    const value = { s: { a: 'x', c: 'y', d: 1 }, l: [{ a: 'x', c: 'y', e: 2 }], f: 3 };
    expect(nested.accepts(value, reading, 0)).toBe(false);
    expect(nested.accepts(value, reading | lenient, 0)).toBe(true);
    expect(nested.decode(value, reading | lenient)).toEqual(value);
    expect(nested.decode(value, reading | lenient | dropping)).toEqual({
      s: { a: 'x', c: 'y' },
      l: [{ a: 'x', c: 'y' }],
    });
    expect(value.s.d).toBe(1);
  });

  test('keeps unknown fields beside decoded ones too', () => {
    const shape = record({ n: bigint } as never);
    const wire: unknown = JSON.parse('{"n":"1","__proto__":{"x":1}}');
    expect(JSON.stringify(Object.keys(Object(shape.decode(wire, reading | lenient))))).toBe('["n","__proto__"]');
    expect(shape.decode(wire, reading | lenient | dropping)).toEqual({ n: 1n });
  });

  test('never gives back the very object that it was given, where the forms differ', () => {
    const wire = { n: '1', b: 'AQ==' };
    const shape = record({ n: bigint, b: bytes } as never);
    expect(shape.decode(wire, reading)).toEqual({ n: 1n, b: new Uint8Array([1]) });
    expect(wire).toEqual({ n: '1', b: 'AQ==' });
  });
});

interface Open {
  readonly id: string;
  readonly extra: Readonly<Record<string, bigint>>;
}

const open: Shape<Open, { readonly id: string; readonly extra?: Readonly<Record<string, bigint>> }> = openRecord(
  { id: text },
  bigint,
);

describe('an open object', () => {
  test('keeps further keys in extra, and beside its fields in JSON', () => {
    const data = make(open, { id: 'x', extra: { a: 1n, constructor: 2n } }, 'test.Made');
    expect(JSON.stringify(open.encode(data))).toBe('{"id":"x","a":"1","constructor":"2"}');
    expect(throughJson(open, data)).toEqual(data);
    expect(make(open, { id: 'x' }, 'test.Made')).toEqual({ id: 'x', extra: {} });
    expect(throughJson(open, { id: 'x' })).toEqual({ id: 'x', extra: {} });
  });

  test.each<[unknown, readonly string[]]>([
    [{ id: 'x', extra: { id: 1n } }, ['/extra/id: unknown']],
    [{ id: 'x', extra: { a: 1 } }, ['/extra/a: type']],
    [{ id: 'x', a: 1n }, ['/a: unknown']],
    [{ id: 'x', extra: undefined }, ['/extra: type']],
    [{ id: 'x', extra: { 'a\0': 1n } }, ['/extra/a\0: unrepresentable']],
    [{ extra: [] }, ['/id: missing', '/extra: type']],
  ])('refuses %o', (value, problems) => {
    expect(problemsOf(open, value)).toEqual(problems);
  });

  test('may have an extra key that is called extra, or __proto__', () => {
    const extra: unknown = JSON.parse('{"extra":1,"__proto__":2}');
    const shape = loose(openRecord({ id: text } as never, json as never));
    const round = throughJson(shape, { id: 'x', extra });
    expect(JSON.stringify(round)).toBe('{"id":"x","extra":{"extra":1,"__proto__":2}}');
  });

  test('refuses further keys of another type when it is read', () => {
    expect(open.accepts({ id: 'x', a: 'nope' }, reading, 0)).toBe(false);
    expect(open.accepts({ id: 'x', a: '1' }, reading, 0)).toBe(true);
  });
});

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
  readonly next?: Tree | null;
}

const tree: Shape<Tree> = record({
  name: text,
  children: list(lazy(() => tree)),
  next: optional(nullable(lazy(() => tree))),
});

describe('recursion', () => {
  const chain = (length: number): Tree =>
    length === 0 ? { name: 'end', children: [] } : { name: 'x', children: [chain(length - 1)] };

  test('goes 256 levels deep and no deeper', () => {
    expect(problemsOf(tree, chain(256))).toEqual([]);
    expect(problemsOf(tree, chain(257))).toHaveLength(1);
    expect(tree.accepts(chain(2_000), reading, 0)).toBe(false);
  });

  test('ends on data that contains itself, however it branches', () => {
    const loop: Record<string, unknown> = { name: 'x' };
    loop['children'] = [loop, loop];
    loop['next'] = loop;
    const problems = problemsOf(tree, loop);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
  });

  test('finds problems at the bottom', () => {
    expect(problemsOf(tree, { name: 'x', children: [{ name: 'y', children: [{ name: 1, children: [] }] }] })).toEqual([
      '/children/0/children/0/name: type',
    ]);
  });
});

describe('lists and maps', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['a hole', [1, , 3], ['/1: unrepresentable']],
    ['undefined', [undefined], ['/0: unrepresentable']],
    ['something else', { 0: 1, length: 1 }, [': type']],
    ['wrong items', [1, 'x', null], ['/1: type', '/2: type']],
  ])('a list with %s', (_what, value, problems) => {
    expect(problemsOf(list(integer), value)).toEqual(problems);
  });

  test('a map has any keys but unstorable ones', () => {
    expect(problemsOf(map(integer), JSON.parse('{"__proto__":1,"constructor":2,"":3}'))).toEqual([]);
    expect(problemsOf(map(integer), { '\uD800': 1, b: 'x' })).toEqual(['/\uD800: unrepresentable', '/b: type']);
    expect(JSON.stringify(throughJson(map(bigint), JSON.parse('{}')))).toBe('{}');
    expect(problemsOf(map(integer), new Map())).toEqual([': type']);
  });
});
