/** What names become: code that compiles, under exactly the names that were given, whatever else is declared beside them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accepted, kinds, places, projectOf, written } from '../naming/name-places.js';
import { bindFiles, generateFiles, type Files } from '../../support/golden-project.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(`${root}test/.varve-tmp-names-`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const allNames: readonly string[] = Object.values(kinds).flat();
const base = { varve: 1, context: 'odd', aggregate: 'Thing', id: { thingId: 'uuid' } };
const made = { Made: { 1: { fields: {} } } };
const keyed = (names: readonly string[], value: (name: string, index: number) => unknown): object =>
  Object.fromEntries(names.map((name, index) => [name, value(name, index)]));

/** One project in which all names stand in one place. */
const together: Readonly<Record<string, (names: readonly string[]) => readonly object[]>> = {
  context: (names) => names.map((context) => ({ ...base, context, events: made })),
  aggregate: (names) =>
    names.map((aggregate, index) => ({
      ...base,
      aggregate,
      style: index % 2 === 0 ? 'class' : 'decider',
      events: keyed([`Made${String(index)}`], () => ({ 1: { fields: {} } })),
      commands: keyed([`Make${String(index)}`], () => ({ emits: [`Made${String(index)}`], 1: { fields: {} } })),
    })),
  type: (names) => [
    {
      ...base,
      types: keyed(names, () => ({ fields: { a: 'string' } })),
      events: { Made: { 1: { fields: keyed(names, (name) => name) } } },
    },
  ],
  event: (names) => [
    { ...base, events: keyed(names, () => ({ 1: { fields: {} }, 2: { fields: { 'a?': 'string' } } })) },
  ],
  'event of a class': (names) => [{ ...base, style: 'class', events: keyed(names, () => ({ 1: { fields: {} } })) }],
  command: (names) => [
    { ...base, events: made, commands: keyed(names, () => ({ emits: ['Made'], 1: { fields: { a: 'string' } } })) },
  ],
  'command of a class': (names) => [
    { ...base, style: 'class', events: made, commands: keyed(names, () => ({ emits: ['Made'], 1: { fields: {} } })) },
  ],
  rejection: (names) => [
    {
      ...base,
      events: made,
      rejections: keyed(names, () => ({ fields: { a: 'string' } })),
      commands: { Make: { emits: ['Made'], rejects: names, 1: { fields: {} } } },
    },
  ],
  field: (names) => [{ ...base, events: { Made: { 1: { fields: keyed(names, () => 'string') } } } }],
  'part of an identity': (names) => [
    {
      ...base,
      id: keyed(names, () => 'string'),
      events: made,
      commands: { Make: { emits: ['Made'], 1: { fields: {} } } },
    },
  ],
  'member of an enum': (names) => [
    { ...base, types: { All: { enum: names } }, events: { Made: { 1: { fields: { a: 'All' } } } } },
  ],
  tag: (names) => [
    {
      ...base,
      types: {
        Union: {
          oneOf: keyed(names, (_, index) => ({ fields: index === 0 ? { a: 'string' } : {} })),
          discriminator: 'kind',
        },
      },
      events: { Made: { 1: { fields: { a: 'Union' } } } },
    },
  ],
  discriminator: (names) => [
    {
      ...base,
      types: Object.fromEntries(
        names.map((discriminator, index) => [
          `Union${String(index)}`,
          { oneOf: { a: { fields: {} }, b: { fields: { c: 'string' } } }, discriminator },
        ]),
      ),
      events: made,
    },
  ],
  projection: (names) => [
    {
      ...base,
      events: made,
      projections: keyed(names, () => ({ on: ['Made'], key: { a: '$id.thingId' }, fields: { b: 'string' } })),
    },
  ],
  'column of a key': (names) => [
    {
      ...base,
      events: made,
      projections: Object.fromEntries(
        names.map((name, index) => [
          `Rows${String(index)}`,
          { on: ['Made'], key: keyed([name], () => '$id.thingId'), fields: {} },
        ]),
      ),
    },
  ],
  column: (names) => [
    {
      ...base,
      events: made,
      projections: {
        Rows: {
          on: ['Made'],
          key: { rowId: '$id.thingId' },
          fields: { fields: keyed(names, () => 'string') },
          indexes: names.map((name) => [name]),
        },
      },
    },
  ],
  state: (names) => [
    {
      ...base,
      events: made,
      states: {
        tag: 'status',
        initial: names[0],
        transitions: keyed(names, () => []),
        1: keyed(names, () => ({ fields: {} })),
      },
    },
  ],
};

async function namesOf(place: string): Promise<readonly string[]> {
  const kept: string[] = [];
  const what = place.replace(' of a class', '');
  for (const name of allNames) if ((await accepted(what, name)) === 'kept') kept.push(name);
  return kept;
}

function save(place: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, place.replaceAll(' ', '-'), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

function compile(): string {
  const paths = {
    '@varve/runtime': [`${root}runtime/src/index.ts`],
    '@varve/runtime/codegen/v1': [`${root}runtime/src/codegen/v1/index.ts`],
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../golden/tsconfig.json', compilerOptions: { paths }, include: ['./**/*.ts'] }),
  );
  const { stdout } = spawnSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', folder], {
    encoding: 'utf8',
  });
  return stdout;
}

describe('all names together in one place', () => {
  test.each(Object.keys(together))('%s: no file under the name of another', async (place) => {
    const names = await namesOf(place);
    const documents = together[place]?.(names) ?? [];
    const project = Object.fromEntries(
      documents.map((each, index) => [`schemas/${String(index)}.yaml`, written(each)]),
    );
    const files = await generateFiles(project);
    const lower = Object.keys(files).map((path) => path.toLowerCase().normalize('NFC'));
    expect(new Set(lower).size).toBe(lower.length);
    for (const path of Object.keys(files)) {
      expect(path.split('/').filter((part) => /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(part))).toEqual([]);
    }
    save(place, files);
  });

  test('compile', { timeout: 300_000 }, () => {
    expect(compile()).toBe('');
  });
});

describe('what is generated for a name does not depend on what else there is', () => {
  const alone = async (place: string, name: string): Promise<Files> =>
    generateFiles(projectOf(places[place]?.document(name) ?? {}));

  test.each(['aggregate', 'context'])('%s: the same files alone and beside others', async (place) => {
    const names = await namesOf(place);
    const documents = together[place]?.(names) ?? [];
    const project = Object.fromEntries(
      documents.map((each, index) => [`schemas/${String(index)}.yaml`, written(each)]),
    );
    const all = new Set(Object.keys(await generateFiles(project)));
    for (const name of names) {
      const own = Object.keys(await alone(place, name)).filter((path) => !/thing|decider|aggregate\./.test(path));
      expect(own.filter((path) => !all.has(path)).map((path) => `${name}: ${path}`)).toEqual([]);
    }
  });
});

/** Names that differ in little: refused, or two things that stay two. */
const pairs: readonly (readonly [string, string, string, 'refused' | 'kept'])[] = [
  ['event', 'OrderPlaced', 'Orderplaced', 'refused'],
  ['event', 'HTTPCalled', 'HttpCalled', 'refused'],
  ['event', 'OrderPlaced', 'OrderPlacedV1', 'refused'],
  ['event', 'OrderPlaced', 'OrderplacedV1', 'refused'],
  ['event', 'OrderPlaced', 'OrderPlacedInput', 'refused'],
  ['event', 'Order1', 'Order11', 'kept'],
  ['command', 'PlaceOrder', 'Placeorder', 'refused'],
  ['rejection', 'TooLate', 'Toolate', 'refused'],
  ['rejection', 'TooLate', 'ToolateData', 'refused'],
  ['type', 'Line', 'LINE', 'refused'],
  ['field', 'a-b', 'a_b', 'kept'],
  ['field', 'aB', 'ab', 'kept'],
  ['field', 'na\u00efve', 'nai\u0308ve', 'kept'],
  ['field', 'stra\u00dfe', 'strasse', 'kept'],
  ['field', 'a', 'a ', 'kept'],
  ['part of an identity', 'aB', 'ab', 'kept'],
  ['member of an enum', 'na\u00efve', 'nai\u0308ve', 'kept'],
  ['member of an enum', 'A', 'a', 'kept'],
  ['tag', 'a-b', 'a_b', 'kept'],
  ['tag', 'aB', 'AB', 'kept'],
  ['state', 'a-b', 'a_b', 'kept'],
  ['state', 'aB', 'AB', 'kept'],
];

describe('names that differ in little', () => {
  test.each(pairs)('%s: %j and %j: %s', async (place, left, right, outcome) => {
    const [document] = together[place]?.([left, right]) ?? [];
    const { model, diagnostics } = await bindFiles(projectOf(document ?? {}));
    if (outcome === 'kept') {
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      save(
        `pair-${String(pairs.findIndex((pair) => pair[1] === left && pair[2] === right))}`,
        await generateFiles(projectOf(document ?? {})),
      );
      return;
    }
    expect(model).toBeUndefined();
    const first = diagnostics.find(({ code }) => /names-alike|name-taken/.test(code));
    expect([first?.code, first?.at?.file.path, first?.related.length]).toEqual([
      expect.stringMatching(/^bind\/(names-alike|name-taken)$/),
      'schemas/odd.yaml',
      1,
    ]);
  });

  test.each([
    ['aggregate', 'Order', 'ORDER', 'bind/names-alike'],
    ['aggregate', 'OrderLine', 'Orderline', 'bind/names-alike'],
    ['context', 'billing', 'billIng', 'bind/contexts-alike'],
  ])('%s %s and %s are refused', async (place, left, right, code) => {
    const [first = {}, second = {}] = together[place]?.([left, right]) ?? [];
    const { model, diagnostics } = await bindFiles({
      'schemas/a.yaml': written(first),
      'schemas/b.yaml': written(second),
    });
    expect(model).toBeUndefined();
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code,
        at: expect.objectContaining({ file: expect.objectContaining({ path: 'schemas/b.yaml' }) }),
      }),
    );
  });

  test('compile where they are kept', { timeout: 300_000 }, () => {
    expect(compile()).toBe('');
  });
});

test('schema files that differ only in case are refused where they would be one file', async () => {
  const file = (context: string): string => written({ ...base, context, events: made });
  const { model, diagnostics } = await bindFiles({ 'schemas/a.yaml': file('one'), 'schemas/A.yaml': file('two') });
  expect(model).toBeUndefined();
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'schemas/A.yaml is not read: schemas/a.yaml differs from it by upper and lower case only.',
    'schemas/a.yaml is not read: schemas/A.yaml differs from it by upper and lower case only.',
  ]);
});
