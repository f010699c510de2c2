import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { report } from '../../../generator/src/bind/bind-messages.js';
import { pathOf, type SourceFile } from '../../../generator/src/diagnostics/place.js';
import { expectValue } from '../../support/expect-diagnostics.js';
import { bindFiles, bound, order } from './bind-yaml.js';

const examples = ['ordering', 'github-timeline'];
const config = { metadata: { actor: 'string' } };

function filesOf(example: string): readonly SourceFile[] {
  const folder = new URL(`../../../examples/${example}/schemas/`, import.meta.url);
  return readdirSync(folder).map((name) => ({
    path: `schemas/${name}`,
    text: readFileSync(new URL(name, folder), 'utf8'),
  }));
}

/** Every order of up to four things; rotations of more. */
function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length > 4) return items.map((_, index) => [...items.slice(index), ...items.slice(0, index)].reverse());
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe.each(examples)('the example %s', (example) => {
  test('binds without a finding', () => {
    expect(bindFiles(filesOf(example), config)).toMatchObject({ ok: true, diagnostics: [] });
  });

  test('gives the same model in any order of its files', () => {
    const models = orders(filesOf(example)).map((files) => expectValue(bindFiles(files, config)));
    for (const model of models) expect(model).toStrictEqual(models[0]);
  });
});

test('findings are the same in any order of the files', () => {
  const files = [
    {
      path: 'a.yaml',
      text: order(
        'imports: [./x.yaml]\nevents: { A: { 2: { x: Foo } }, B: { stored: s, 1: {} } }\ntypes: { T: string }',
      ),
    },
    {
      path: 'b.yaml',
      text: order('events: { A: { 1: {} }, C: { stored: s, 1: { orderId: uuid } } }\ntypes: { T: T }'),
    },
    {
      path: 'c.yaml',
      text: 'varve: 1\ncontext: Ordering\ntypes: { U: V, V: U, W: Money@1 }\nimports: ["std:money", ./a.yaml]',
    },
  ];
  const findings = orders(files).map((each) =>
    bindFiles(each).diagnostics.map(({ code, message, at }) => {
      return [code, message, at === undefined || 'start' in at ? '' : `${at.file.path}:${pathOf(at).join('/')}`].join(
        ' ',
      );
    }),
  );
  expect(findings[0]?.length).toBeGreaterThan(8);
  for (const each of findings) expect(each).toEqual(findings[0]);
});

test('the model is frozen to its last leaf, and sorted by name', () => {
  const model = bound(
    order(
      'events: { B: { 1: { b: string, a: { list: { fields: { x: string } } } } }, A: { 1: {}, examples: { 1: [{}] } } }\ntypes: { Z: string, Y: { enum: [b, a] } }',
    ),
  );
  const [context] = model.contexts;
  expect(context?.types.map(({ name }) => name)).toEqual(['Y', 'Z']);
  expect(context?.aggregates[0]?.events.map(({ name }) => name)).toEqual(['A', 'B']);
  expect(context?.aggregates[0]?.events[1]?.versions[0].shape.fields.map(({ name }) => name)).toEqual(['b', 'a']);
  expect(unfrozen(model)).toEqual([]);
});

function unfrozen(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || path.endsWith('/parent')) return [];
  const own = Object.isFrozen(value) ? [] : [path];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => unfrozen(inner, `${path}/${key}`))];
}

test('nothing at all is a domain too', () => {
  expect(bindFiles([])).toEqual({ ok: true, value: { contexts: [], metadata: [] }, diagnostics: [] });
});

test('every diagnostic of bind is asserted with its place in a test here', () => {
  const here = new URL('./', import.meta.url);
  const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts') && name !== 'bind-domain.test.ts');
  const text = tests.map((name) => readFileSync(new URL(name, here), 'utf8')).join('\n');
  const missing = Object.keys(report.table).filter(
    (code) => !text.includes(`code: 'bind/${code}'`) && !text.includes(`'bind/${code}'`),
  );
  expect(missing).toEqual([]);
});

test('messages end as sentences, and help too', () => {
  for (const [code, { text, help }] of Object.entries(report.table) as [string, { text: string; help?: string }][]) {
    expect([code, /[.]$/.test(text)]).toEqual([code, true]);
    expect([code, help === undefined || help.trim() === help]).toEqual([code, true]);
  }
});
