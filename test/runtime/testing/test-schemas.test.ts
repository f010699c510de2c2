import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageVersions } from '../../../runtime/src/registry/message-definition.js';
import type { Registry } from '../../../runtime/src/registry/registry.js';
import { defineRegistry } from '../../../runtime/src/registry/registry.js';
import { freezeResults } from '../../../runtime/src/testing/index.js';
import { type SchemaTests, testSchemas } from '../../../runtime/src/testing/schemas/index.js';
import { testedVersions } from '../../../runtime/src/testing/schemas/tested-versions.js';
import { custom, customWith, otherAccount, recordedAt, accountId } from '../evolution/banking-kit.js';
import { account } from '../sample/banking/account.js';
import type { BankingCustom } from '../sample/banking/banking.js';

const money = { amount: '1.00', currency: 'EUR' };
const samples: Readonly<Record<string, Readonly<Record<number, readonly unknown[]>>>> = {
  Opened: {
    1: [{ owner: 'Ann', limit: 12.5 }],
    2: [{ holder: 'Ann', limit: { amount: '1' }, openedAt: recordedAt }],
    3: [{ holder: 'Ann', limit: money, openedAt: recordedAt, channel: 'web' }],
  },
  Deposited: { 1: [{ cents: 250 }], 2: [{ amount: '2.50', memo: 'x' }], 3: [{ amount: '2.50', by: 'ann' }] },
  Withdrawn: { 1: [{ cents: 1 }], 2: [{ amount: '1', reference: accountId, account: accountId, at: 1 }] },
  Closed: { 1: [{}] },
  Merged: { 1: [{ into: otherAccount, cents: 5 }], 2: [{ into: otherAccount, cents: 0, remark: '' }] },
  Dissolved: { 1: [{ into: otherAccount }] },
  OpenAccount: {
    1: [{ accountId, owner: 'Ann', limit: 1 }],
    2: [{ accountId, holder: 'Ann' }],
    3: [{ accountId, holder: 'Ann', limit: 1, channel: 'web' }],
  },
  CloseAccount: { 1: [{ accountId }] },
};

/** The context as a generator would have written it after a release, but for the versions that `isDraft` picks. */
function banking(functions: BankingCustom = custom, isDraft: (name: string) => boolean = () => false): Registry {
  const marked = <D extends { readonly name: string; readonly versions: MessageVersions }>(definition: D): D => {
    const versions = Object.entries(definition.versions).map(([at, version]) => {
      const name = `${definition.name} ${at}`;
      const { draft: _draft, ...kept } = version;
      return [at, { ...kept, hash: `hash of ${name}`, ...(isDraft(name) ? { draft: true } : {}) }];
    });
    return { ...definition, versions: Object.fromEntries(versions) as MessageVersions };
  };
  const each = <T extends object>(members: T, change: (member: never) => unknown): T =>
    Object.fromEntries(Object.entries(members).map(([key, member]) => [key, change(member as never)])) as T;
  const marking = (definition: never): unknown => marked(definition);
  const released = {
    ...account,
    events: each(account.events, marking),
    replaced: each(account.replaced ?? {}, marking),
    commands: each(account.commands, (command: { readonly definition: never }) => ({
      ...(command as object),
      definition: marking(command.definition),
    })),
  };
  return defineRegistry('banking', [released], { custom: functions });
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'varve-fixtures-'));
  mkdirSync(join(folder, 'banking'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pathOf = (file: string): string => join(folder, 'banking', file);

/** What `varve release` writes, results and all. */
function writeFixtures(registry: Registry = banking()): void {
  for (const { kind, type, name, schemaVersion, hash } of testedVersions(registry)) {
    const data = samples[name]?.[schemaVersion] ?? [];
    const file = { format: 1, kind, type, schemaVersion, hash, samples: data.map((each) => ({ data: each })) };
    const { text } = freezeResults(registry, `${JSON.stringify(file, undefined, 2)}\n`);
    writeFileSync(pathOf(`${name}.${schemaVersion}.json`), text);
  }
}

function edit(file: string, change: (fixture: { samples: { data: unknown; results?: object }[] }) => void): void {
  const fixture = JSON.parse(readFileSync(pathOf(file), 'utf8')) as { samples: { data: unknown; results?: object }[] };
  change(fixture);
  writeFileSync(pathOf(file), JSON.stringify(fixture));
}

/** Names and failures of the tests, as a runner would have them. */
function run(registry: Registry, options: Partial<SchemaTests> = {}) {
  const declared: { readonly name: string; readonly body: () => void }[] = [];
  testSchemas({
    registry,
    samples: { aggregates: [], samples },
    fixtures: pathToFileURL(`${folder}/`),
    test: (name, body) => declared.push({ name, body }),
    seed: 1,
    runs: 40,
    ...options,
  });
  const failed = declared.flatMap(({ name, body }) => {
    try {
      body();
      return [];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return [{ name, message: error.message, assertion: error.name }];
    }
  });
  return { names: declared.map(({ name }) => name), failed };
}

describe('schemas that keep what they promise', () => {
  test('pass: three tests for each version, and one for the folder', () => {
    writeFixtures();
    const { names, failed } = run(banking());
    expect(failed).toEqual([]);
    expect(names).toContain('banking.Opened 1: samples become version 3');
    expect(names).toContain('banking.Opened 3: random values stay as they are');
    expect(names).toContain('banking.Merged 2: what was frozen still holds');
    expect(names).toHaveLength(3 * 16 + 1);
    expect(new Set(names).size).toBe(names.length);
  });

  test('need nothing frozen of drafts, and of no step that leads to one', () => {
    writeFixtures();
    const registry = banking(custom, (name) => name === 'Opened 3' || name === 'OpenAccount 3');
    rmSync(pathOf('Opened.3.json'));
    for (const file of ['Opened.1.json', 'Opened.2.json', 'OpenAccount.1.json']) {
      edit(file, ({ samples: [first] }) => first?.results && Reflect.deleteProperty(first.results, '3'));
    }
    const { names, failed } = run(registry);
    expect(failed).toEqual([]);
    expect(names).not.toContain('banking.Opened 3: what was frozen still holds');
  });

  test('read fixtures by path as well, and pass what was frozen of an ignored event', () => {
    writeFixtures();
    writeFileSync(pathOf('Noted.1.json'), readFileSync(pathOf('Closed.1.json')));
    expect(run(banking(), { fixtures: folder }).failed).toEqual([]);
  });

  test('may refuse an old command for what it says', () => {
    writeFixtures();
    edit('OpenAccount.1.json', ({ samples: [first] }) => {
      if (first !== undefined) first.data = { accountId, owner: 'A', limit: 1 };
      Reflect.deleteProperty(first ?? {}, 'results');
    });
    const { failed } = run(banking(custom, (name) => name.startsWith('OpenAccount') && !name.endsWith('1')));
    expect(failed).toEqual([]);
  });
});

describe('results are frozen', () => {
  test('by version, with what steps were told', () => {
    writeFixtures();
    expect(JSON.parse(readFileSync(pathOf('Opened.1.json'), 'utf8'))).toMatchObject({
      stored: { recordedAt: '2026-01-01T00:00:00Z' },
      samples: [
        {
          results: {
            2: { holder: 'Ann', limit: { amount: '12.50' }, openedAt: '2026-01-01T00:00:00Z' },
            3: { holder: 'Ann', limit: { amount: '12.50', currency: 'EUR' }, channel: 'branch' },
          },
        },
      ],
    });
  });

  test('as a list where one event is read as several, each in the version it was given in', () => {
    writeFixtures();
    const { samples: frozen } = JSON.parse(readFileSync(pathOf('Merged.1.json'), 'utf8')) as {
      readonly samples: readonly { readonly results: { readonly becomes: readonly object[] } }[];
    };
    expect(frozen[0]?.results.becomes).toMatchObject([
      { type: 'banking.Withdrawn', data: {} },
      { type: 'banking.Closed', schemaVersion: 1, data: {} },
    ]);
  });

  test('once: freezing again changes no byte', () => {
    writeFixtures();
    for (const file of readdirSync(join(folder, 'banking'))) {
      const text = readFileSync(pathOf(file), 'utf8');
      expect(freezeResults(banking(), text)).toEqual({ text, added: 0 });
    }
  });

  test('only as they were: another result is refused, and nothing is added to it', () => {
    writeFixtures();
    const other = banking(customWith({ Opened: { 3: { channel: () => 'web' } } }));
    const text = readFileSync(pathOf('Opened.1.json'), 'utf8');
    expect(() => freezeResults(other, text)).toThrow('what it is in schema version 3 is not what was frozen');
  });

  test('of the shape that was released, out of a file that is a fixture', () => {
    writeFixtures();
    const text = readFileSync(pathOf('Opened.1.json'), 'utf8');
    expect(() => freezeResults(banking(), text.replace('hash of', 'hush of'))).toThrow('run varve generate first');
    expect(() => freezeResults(banking(), text.replace('banking.Opened', 'banking.Opned'))).toThrow('is no message');
    for (const broken of ['', '{}', '[]', '{"format":2}', text.replace('"format": 1', '"format": 2')])
      expect(() => freezeResults(banking(), broken)).toThrow('This is no fixture');
  });
});

describe('a broken promise is told', () => {
  const failures = (registry: Registry): readonly string[] => run(registry).failed.map(({ name }) => name);

  test('a step that gives another value: sample, version, place, before and after', () => {
    writeFixtures();
    const { failed } = run(banking(customWith({ Opened: { 3: { channel: () => 'web' } } })));
    expect(failed.map(({ name }) => name)).toEqual(['banking.Opened 1: what was frozen still holds']);
    expect(failed[0]).toMatchObject({ assertion: 'AssertionError' });
    expect(failed[0]?.message).toContain('varve.fixtures/banking/Opened.1.json, sample 1');
    expect(failed[0]?.message).toContain('what it is in schema version 3 is not what was frozen');
    expect(failed[0]?.message).toContain('-   /channel: "branch"');
    expect(failed[0]?.message).toContain('+   /channel: "web"');
    expect(failed[0]?.message).toContain('data  {"owner":"Ann","limit":12.5}');
  });

  test('a step that throws, with what it threw', () => {
    writeFixtures();
    const thrown = customWith({
      Opened: {
        3: {
          channel: () => {
            throw new RangeError('there was no channel then');
          },
        },
      },
    });
    const { failed } = run(banking(thrown));
    expect(failed.map(({ name }) => name)).toContain('banking.Opened 2: samples become version 3');
    expect(failed.map(({ name }) => name)).toContain('banking.Opened 2: random values become version 3');
    for (const { message } of failed) expect(message).toContain('because: RangeError: there was no channel then');
  });

  test('a step that only some data breaks, made small, with the seed to see it again', () => {
    writeFixtures();
    const picky = customWith({
      Opened: { 3: { channel: ({ holder }: { readonly holder: string }) => (holder.length > 5 ? 'fax' : 'web') } },
    });
    const random = run(banking(picky)).failed.find(({ name }) => name.startsWith('banking.Opened 2: random'));
    expect(random?.message).toMatch(/again with \{ seed: 1 \}/);
    expect(random?.message).toMatch(/data {2}\{"holder":".{6}",/);
    expect(random?.message).toContain('from schema version 2 to 3');
    expect(random?.message).toContain('/channel');
  });

  test('parts that are others', () => {
    writeFixtures();
    const merged = customWith({ Merged: { becomes: () => [{ type: 'banking.Closed', schemaVersion: 1, data: {} }] } });
    const { failed } = run(banking(merged));
    const first = failed.find(({ name }) => name === 'banking.Merged 1: what was frozen still holds');
    expect(first?.message).toContain('what it becomes is not what was frozen');
    expect(first?.message).toContain('/0/type');
  });

  test('a fixture that somebody changed', () => {
    writeFixtures();
    edit('Deposited.1.json', ({ samples: [first] }) => Object.assign(first ?? {}, { data: { cents: 300 } }));
    expect(failures(banking())).toEqual(['banking.Deposited 1: what was frozen still holds']);
  });

  test.each<[string, (file: string) => void, string]>([
    ['gone', (file) => rmSync(file), 'The file is missing'],
    ['no JSON', (file) => writeFileSync(file, '{'), 'This is no fixture'],
    [
      'of another shape',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('hash of', 'x')),
      'another shape',
    ],
    [
      'of another type',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('Opened', 'Closed')),
      'another',
    ],
  ])('a fixture that is %s', (_what, spoil, message) => {
    writeFixtures();
    spoil(pathOf('Opened.2.json'));
    const { failed } = run(banking());
    expect(failed.map(({ name }) => name)).toEqual(['banking.Opened 2: what was frozen still holds']);
    expect(failed[0]?.message).toContain(message);
  });

  test('a fixture without samples, and one without a result', () => {
    writeFixtures();
    edit('Opened.2.json', (fixture) => (fixture.samples = []));
    edit('Opened.1.json', ({ samples: [first] }) => first?.results && Reflect.deleteProperty(first.results, '2'));
    const { failed } = run(banking());
    expect(failed).toHaveLength(2);
    expect(failed[0]?.message).toContain(
      'Nothing was frozen of what it is in schema version 2. Run varve release --app',
    );
    expect(failed[1]?.message).toContain('holds no sample');
  });

  test('a fixture of an event that is gone, and a folder that is gone', () => {
    writeFixtures();
    writeFileSync(pathOf('Renamed.1.json'), readFileSync(pathOf('Closed.1.json')));
    expect(run(banking()).failed).toEqual([
      expect.objectContaining({ message: expect.stringContaining('varve.fixtures/banking/Renamed.1.json') as unknown }),
    ]);
    rmSync(join(folder, 'banking'), { recursive: true });
    expect(failures(banking()).filter((name) => !name.endsWith('what was frozen still holds'))).toEqual([]);
    expect(failures(banking())).toHaveLength(16);
  });

  test('a version without a sample', () => {
    writeFixtures();
    const { Closed: _closed, ...others } = samples;
    const { failed } = run(banking(), { samples: { aggregates: [], samples: { ...others, Opened: { 1: [] } } } });
    expect(failed.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'banking.Opened 1: samples become version 3',
        'banking.Closed 1: samples stay as they are',
      ]),
    );
    expect(failed[0]?.message).toContain('Give an example in its schema');
  });
});
