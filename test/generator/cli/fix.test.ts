import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyFixes } from '../../../generator/src/cli/apply-fixes.js';
import { createNodeHost } from '../../../generator/src/host/node-host.js';
import { runMain } from '../../support/run-main.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-fix-'));
  mkdirSync(join(root, 'schemas'));
  writeFileSync(join(root, 'varve.config.yaml'), 'varve: 1\n');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (text: string): void => writeFileSync(join(root, 'schemas/a.yaml'), text);
const read = (): string => readFileSync(join(root, 'schemas/a.yaml'), 'utf8');
const fix = () => runMain(['check', '--fix'], root);

const broken = `varve: 1
context: shop
imports: ['std:money'] # comments stay
types:
  Line: { price: Money, "id": uuid@1, prices: 'Money[]', other: std.Money | null }
  Box: { "1": { of: Line }, '2': { of: Line } }
`;
const mended = `varve: 1
context: shop
imports: ['std:money'] # comments stay
types:
  Line: { price: Money@1, "id": uuid, prices: 'Money@1[]', other: std.Money@1 | null }
  Box: { 1: { of: Line }, 2: { of: Line } }
`;

test('everything certain is mended and said, also what another mistake hid; the second time there is nothing to do', async () => {
  write(broken);
  const { exitCode, stdout, stderr } = await fix();
  expect(read()).toBe(mended);
  expect(stdout).not.toContain('error');
  expect(exitCode).toBe(0);
  expect(stderr).toContain('fixed  schemas/a.yaml: "1" → 1');
  expect(stderr).toContain('Money → Money@1');
  const again = await fix();
  expect(again.stderr).not.toContain('fixed');
  expect(read()).toBe(mended);
});

test('without the flag nothing is written', async () => {
  write(broken);
  expect((await runMain(['check'], root)).exitCode).toBe(1);
  expect(read()).toBe(broken);
});

const head = 'varve: 1\ncontext: shop\n';
const aggregate = `${head}aggregate: Order\nid: { orderId: uuid }\n`;

/** Texts before and after, each read with either line ending. */
const certain: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a misspelt key': [`${head}typs:\n  A: { a: string } # why\n`, `${head}types:\n  A: { a: string } # why\n`],
  'a misspelt key in quotes': [`${head}'typs': { A: { a: string } }\n`, `${head}'types': { A: { a: string } }\n`],
  'a keyword with a letter too many': [
    `${head}types: { A: { a: { type: string, maxLenngth: 5 } } }\n`,
    `${head}types: { A: { a: { type: string, maxLength: 5 } } }\n`,
  ],
  'a keyword in another spelling': [
    `${head}types: { A: { a: { type: string, max_length: 5, min-length: 1 } } }\n`,
    `${head}types: { A: { a: { type: string, maxLength: 5, minLength: 1 } } }\n`,
  ],
  'two swapped letters': [
    `${aggregate}events:\n  Done:\n    descirption: It is done.\n    1: {}\n`,
    `${aggregate}events:\n  Done:\n    description: It is done.\n    1: {}\n`,
  ],
  'a misspelt setting': [`${aggregate}stlye: log\n`, `${aggregate}style: log\n`],
  'a misspelt value of a setting': [`${aggregate}style: "decidr"\n`, `${aggregate}style: "decider"\n`],
  'a misspelt precondition': [
    `${aggregate}events: { Done: { 1: {} } }\ncommands: { Do: { expects: exsting, emits: [Done], 1: {} } }\n`,
    `${aggregate}events: { Done: { 1: {} } }\ncommands: { Do: { expects: existing, emits: [Done], 1: {} } }\n`,
  ],
  'a misspelt type': [
    `${head}types: { A: { a: strng, b: 'boolaen | null' } }\n`,
    `${head}types: { A: { a: string, b: 'boolean | null' } }\n`,
  ],
  'a type in another spelling': [
    `${head}types: { Line_Item: string }\n`.replace('Line_Item', 'LineItem') + '  # end\n',
    `${head}types: { LineItem: string }\n  # end\n`,
  ],
  'names of types in other letter case': [
    `${head}types: { Line: { a: String }, Box: { of: "line[]", in: UUID } }\n`,
    `${head}types: { Line: { a: string }, Box: { of: "Line[]", in: uuid } }\n`,
  ],
  'abbreviated types': [
    `${head}types: { A: { a: str, b: int, c: bool | null, d: list<double>, e: url } }\n`,
    `${head}types: { A: { a: string, b: integer, c: boolean | null, d: list<number>, e: uri } }\n`,
  ],
  'a misspelt standard type, and then its version': [
    `${head}imports: [std:money]\ntypes: { A: { a: Mony } }\n`,
    `${head}imports: [std:money]\ntypes: { A: { a: Money@1 } }\n`,
  ],
  'a list in braces': [
    `${head}types:\n  Line: string\n  Box: { lines: Line[], more: Line[] | null, deep: Line[][] }\n`,
    `${head}types:\n  Line: string\n  Box: { lines: list<Line>, more: list<Line> | null, deep: list<list<Line>> }\n`,
  ],
  'values of an enum that are no texts': [
    `${head}types: { A: { enum: [yes, true, null, 17, 1.5, -3, ~] } }\n`,
    `${head}types: { A: { enum: [yes, "true", "null", "17", "1.5", "-3", "~"] } }\n`,
  ],
  'values of an enum, one a line': [
    `${head}types:\n  A:\n    enum:\n      - web # old\n      - true\n      - 7\n`,
    `${head}types:\n  A:\n    enum:\n      - web # old\n      - "true"\n      - "7"\n`,
  ],
  'a blank missing after a colon': [
    `${head}types: { A: { a:string, b?:Line@1, c: string }, Line: { 1: {} } }\n`,
    `${head}types: { A: { a: string, b?: Line@1, c: string }, Line: { 1: {} } }\n`,
  ],
  'a blank missing at the start of a line': [
    `varve: 1\ncontext:shop # ours\ntypes: { A: string }\n`.replace(' # ours', ''),
    `varve: 1\ncontext: shop\ntypes: { A: string }\n`,
  ],
  'no language version': [
    `# Ours.\n\ncontext: shop\ntypes: { A: string }\n`,
    `# Ours.\n\nvarve: 1\ncontext: shop\ntypes: { A: string }\n`,
  ],
  'a language version in quotes': [`varve: '1' # yes\ncontext: shop\n`, `varve: 1 # yes\ncontext: shop\n`],
  'a type that has got a second version': [
    `${head}types:\n  A: { 1: { a: string }, 2: { a: string, b?: string } }\n  B: { a: A, more: 'list<A>', new: A@2 }\n`,
    `${head}types:\n  A: { 1: { a: string }, 2: { a: string, b?: string } }\n  B: { a: A@1, more: 'list<A@1>', new: A@2 }\n`,
  ],
  'messages in other letter case': [
    `${aggregate}events: { OrderPlaced: { 1: {} } }\nrejections: { TooLate: {} }\ncommands: { Do: { emits: [Orderplaced], rejects: [TOOLATE], 1: {} } }\n`,
    `${aggregate}events: { OrderPlaced: { 1: {} } }\nrejections: { TooLate: {} }\ncommands: { Do: { emits: [OrderPlaced], rejects: [TooLate], 1: {} } }\n`,
  ],
  'states in other letter case': [
    `${aggregate}states:\n  tag: status\n  initial: None\n  transitions: { none: [Open], open: [] }\n  1: { none: {}, open: {} }\n`,
    `${aggregate}states:\n  tag: status\n  initial: none\n  transitions: { none: [open], open: [] }\n  1: { none: {}, open: {} }\n`,
  ],
  'a sentence with a colon': [
    `${head}description: "x"\n`.replace('description: "x"\n', '') +
      `types:\n  A:\n    description: Either: this, or that's it.\n    fields: { a: string }\n`,
    `${head}types:\n  A:\n    description: 'Either: this, or that''s it.'\n    fields: { a: string }\n`,
  ],
  'a sentence that starts with a sign': [
    `${head}types:\n  A:\n    description: @home only \\ "never".\n    fields: { a: { type: string, personal: true } }\n`,
    `${head}types:\n  A:\n    description: '@home only \\ "never".'\n    fields: { a: { type: string, personal: true } }\n`,
  ],
  'several mistakes, one behind the other': [
    `context:shop\ntyps: { A: { a: Strng, b: B[] }, B: { "1": {} } }\n`.replace('context:shop', 'context: shop'),
    `varve: 1\ncontext: shop\ntypes: { A: { a: string, b: list<B> }, B: { 1: {} } }\n`,
  ],
};

describe.each(Object.entries(certain))('certain: %s', (_case, [before, after]) => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('is mended, with %s, and nothing is left to mend', async (_name, newline) => {
    write(before.replaceAll('\n', newline));
    const { stdout } = await fix();
    expect(read(), stdout).toBe(after.replaceAll('\n', newline));
    expect(stdout).not.toContain('error  source');
    expect(stdout).not.toContain('error  validate');
    const again = await fix();
    expect(again.stderr).not.toContain('fixed');
    expect(read()).toBe(after.replaceAll('\n', newline));
  });
});

describe('what is not certain stays, and is reported', () => {
  test.each<[string, string, RegExp]>([
    ['a key between two', `${head}types: { A: { a: { type: string, mxLength: 5 } } }\n`, /unknown-key/],
    ['a keyword between two', `${head}types: { A: { a: { type: number, exclusiveMximum: 5 } } }\n`, /unknown-key/],
    ['a key that is there already', `${head}types: { A: string }\ntyps: { B: string }\n`, /unknown-key/],
    ['a key that is no near one', `${head}tables: { A: string }\n`, /unknown-key/],
    ['what may be a field', `${head}types: { A: { 1: { a: string }, 2: { like: 1, withot: string } } }\n`, /withot/],
    ['a short name', `${head}types: { A: { a: uid, b: dat } }\n`, /unknown-type/],
    ['a name between two', `${head}types: { Line: string, Lint: string, A: { a: Linx } }\n`, /unknown-type/],
    ['a name that is declared elsewhere', `${head}types: { A: { a: Money } }\n`, /std:money/],
    [
      'a word that may mean several types',
      `${head}types: { A: { a: long, b: Date, c: object, d: any } }\n`,
      /bind\/unknown-type/,
    ],
    [
      'an event yet to be declared',
      `${aggregate}events: { Placed: { 1: {} } }\ncommands: { Do: { emits: [Placed2], 1: {} } }\n`,
      /unknown-event/,
    ],
    [
      'an event of another context',
      `${aggregate}events: { Placed: { 1: {} } }\ncommands: { Do: { emits: [crm.Placed], 1: {} } }\n`,
      /bad-name/,
    ],
    ['an enum member that is missing', `${head}types:\n  A:\n    enum:\n      - web\n      -\n`, /enum-not-text/],
    ['an enum member that is a list', `${head}types: { A: { enum: [web, [store]] } }\n`, /enum-not-text/],
    [
      'an enum member from elsewhere',
      `${head}types: { A: { a: { type: boolean, examples: [&x true] } }, B: { enum: [*x] } }\n`,
      /enum-not-text/,
    ],
    ['a colon in a text in quotes', `${head}types: { A: { "a:string" } }\n`, /blank-after-colon|source/],
    ['an address', `${head}types: { A: { http://x, b: string } }\n`, /error/],
    ['no language version, in braces', `{ context: shop, types: { A: string } }\n`, /missing-key/],
    ['another language version', `varve: "2"\ncontext: shop\n`, /language-version/],
    [
      'a sentence that goes on',
      `${head}types:\n  A:\n    description: Either: this\n      or that.\n    fields: { a: string }\n`,
      /colon-in-text/,
    ],
    [
      'a sentence with something like a comment',
      `${head}types:\n  A:\n    description: Either: this # or\n    fields: { a: string }\n`,
      /colon-in-text/,
    ],
    ['a colon under another key', `${head}types:\n  A: B: string\n`, /source/],
    [
      'a standard version among several',
      `varve: 1\ncontext: shop\nimports: [std:mony]\ntypes: { A: string }\n`,
      /import/,
    ],
    ['tabs', `${head}types:\n\tA: string\n`, /source\/tab/],
    ['a comma too many', `${head}types: { A: string,, B: string }\n`, /needless-comma/],
  ])('%s', async (_case, text, message) => {
    write(text);
    const { stdout, stderr, exitCode } = await fix();
    expect(stdout).toMatch(message);
    expect({ text: read(), said: stderr.includes('fixed'), exitCode }).toEqual({ text, said: false, exitCode: 1 });
  });
});

describe('a fix is applied only', () => {
  const fileOf = (text: string) => ({ path: 'schemas/a.yaml', text });
  const finding = (file: ReturnType<typeof fileOf>, start: number, end: number, from: string) => ({
    code: 'a/b',
    severity: 'error' as const,
    message: '',
    related: [],
    at: { file, start, end },
    fix: { from, to: 'new' },
  });

  test('to the text that was judged', async () => {
    write('old, changed since');
    expect(await applyFixes(createNodeHost(root), [finding(fileOf('old'), 0, 3, 'old')])).toEqual([]);
    expect(read()).toBe('old, changed since');
  });

  test('where what it is about stands', async () => {
    write('other');
    expect(await applyFixes(createNodeHost(root), [finding(fileOf('other'), 0, 3, 'old')])).toEqual([]);
    expect(read()).toBe('other');
  });

  test('where the file can be read at least as well as before', async () => {
    const text = 'varve: 1\ncontext: shop\nold: 1\nolder: 2\n';
    write(text);
    const file = fileOf(text);
    const harmful = { ...finding(file, 23, 26, 'old'), fix: { from: 'old', to: 'older' } };
    const harmless = { ...finding(file, 30, 35, 'older'), fix: { from: 'older', to: 'oldest' } };
    expect(await applyFixes(createNodeHost(root), [harmful])).toEqual([]);
    const broken = { ...harmful, fix: { from: 'old', to: 'old: {' } };
    expect(await applyFixes(createNodeHost(root), [broken, harmless])).toEqual([
      { path: 'schemas/a.yaml', fixes: ['older → oldest'] },
    ]);
    expect(read()).toBe(text.replace('older', 'oldest'));
  });

  test('once to one place', async () => {
    write('old old');
    const file = fileOf('old old');
    const findings = [finding(file, 4, 7, 'old'), finding(file, 0, 3, 'old'), finding(file, 0, 3, 'old')];
    const fixes = ['old → new', 'old → new'];
    expect(await applyFixes(createNodeHost(root), findings)).toEqual([{ path: 'schemas/a.yaml', fixes }]);
    expect(read()).toBe('new new');
  });
});

test('--fix does not go with --stdin-filepath', async () => {
  expect((await runMain(['check', '--fix', '--stdin-filepath', 'a.yaml'], root)).exitCode).toBe(2);
});
