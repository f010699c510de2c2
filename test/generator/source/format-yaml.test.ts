import fc from 'fast-check';
import { format } from 'prettier';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formatYaml } from '../../../generator/src/source/format-yaml.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function formatted(text: string): string {
  const result = formatYaml({ path: 'a.yaml', text });
  if (result.kind !== 'formatted') throw new Error(`${JSON.stringify(result)} for\n${text}`);
  return result.text;
}

function valueOf(text: string): unknown {
  const loaded = loadDocument({ path: 'a.yaml', text });
  if (!loaded.ok) throw new Error(loaded.diagnostics[0]?.message);
  return loaded.value.value;
}

const comments = (text: string): readonly string[] => [...text.matchAll(/# c\d+/g)].map(([comment]) => comment);

describe('style', () => {
  test.each<[string, string, string]>([
    ['indentation', 'a:\n    b:\n          c: 1\n', 'a:\n  b:\n    c: 1\n'],
    ['lists below keys', 'a:\n- 1\n- 2\n', 'a:\n  - 1\n  - 2\n'],
    ['blanks inside of collections', 'a: {b: [ 1,2 ],c:   {}}\n', 'a: { b: [1, 2], c: {} }\n'],
    ['blank lines', '\n\na: 1\n\n\n\nb: 2\n\n\n', 'a: 1\n\nb: 2\n'],
    ['blanks at the end of lines', 'a: 1   \nb: 2\t\n', 'a: 1\nb: 2\n'],
    ['no line end at the end', 'a: 1', 'a: 1\n'],
    ['collections over several lines that fit one', 'a: {\n  b: 1,\n  c: 2\n}\n', 'a: { b: 1, c: 2 }\n'],
    [
      'collections that are too long',
      `a: { first: ${'x'.repeat(60)}, second: [${'y'.repeat(60)}, z] }\n`,
      `a:\n  first: ${'x'.repeat(60)}\n  second: [${'y'.repeat(60)}, z]\n`,
    ],
  ])('%s', (_case, before, after) => expect(formatted(before)).toBe(after));
});

describe('stays as it was written', () => {
  test.each<[string, string]>([
    ['quotes and escapes', `a: 'one'\nb: "\\u2028\\x41"\nc: it's\n'd': "it's"\n`],
    ['numbers', 'a: 1.10\nb: 1e3\nc: 9007199254740991\n'],
    ['nothing, in its spellings', 'a:\nb: null\nc: ~\n'],
    ['long texts', `a: ${'word '.repeat(60)}end\nb: "${'word '.repeat(60)}end"\n`],
    ['texts over several lines', 'a: one\n  two\n\n  three\nb: "one\n  two"\n'],
    ['literal and folded blocks', 'a: |\n  one\n    two\n\n  three\nb: >-\n  four\n  five\n'],
    ['comments', '# c1\na: 1 # c2\n# c3\nb:\n  # c4\n  c: 2\n  # c5\nd: 3\n'],
    ['anchors', 'a: &x { b: 1 }\nc: *x\n'],
    ['line ends of Windows', 'a: 1\r\nb: { c: 2 }\r\n'],
    ['a byte order mark', '\ufeffa: 1\n'],
    ['an empty list and map', 'a: []\nb: {}\n'],
    [
      'steps, with $, * and / in keys',
      "upcast:\n  2:\n    rename: { /a~1b: 'c.*' }\n    set: { at: $recordedAt, b: $$x, '*': { from: $metadata.a, else: null } }\n    map: { d: { values: [[null, none], [true, '08']], else: ~ } }\n",
    ],
  ])('%s', (_case, text) => expect(formatted(text)).toBe(text));
});

describe('left alone', () => {
  test.each<[string, string]>([
    ['text that is no YAML', 'a: [\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a number that would change', 'a: 9007199254740993\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['nothing at all', ''],
    ['comments only', '# nothing\n'],
  ])('%s', (_case, text) => expect(formatYaml({ path: 'a.yaml', text })).toEqual({ kind: 'unreadable' }));

  test('a comment that would go to another place', () => {
    const text = 'a:\n  b: 1\n  # c1\n\n# c2\n';
    expect(formatYaml({ path: 'a.yaml', text })).toEqual({ kind: 'kept', reason: 'a comment would be lost or moved' });
  });

  test('no file is ever without its comments', () => {
    const text = 'a: # c1\n  # c2\n  { b: 1, # c3\n    # c4\n    c: [ # c5\n      1 # c6\n    ] } # c7\n';
    const result = formatYaml({ path: 'a.yaml', text });
    if (result.kind === 'formatted') expect(comments(result.text)).toEqual(comments(text));
    else expect(result).toMatchObject({ kind: 'kept' });
  });
});

interface Count {
  comments: number;
}

/** YAML of maps, lists and texts in mixed styles, with odd indentation and comments. */
const scalars = fc.constantFrom('1', '1.10', 'text', "'it''s'", '"\\t\\u2028"', 'true', 'string?', '[]', '{}', 'a b c');
const { node } = fc.letrec<{ node: (indent: number, count: Count) => string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    scalars.map((text) => () => ` ${text}\n`),
    fc.tuple(scalars, scalars).map(
      ([one, two]) =>
        () =>
          ` [ ${one},${two}   ]\n`,
    ),
    fc
      .tuple(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.tuple(tie('node'), fc.boolean()), { minLength: 1, maxLength: 4 }),
      )
      .map(([step, entries]) => (indent: number, count: Count) => {
        const lines = entries.map(([inner, hasComment], index) => {
          const blanks = ' '.repeat(indent + step);
          const comment = hasComment ? `${blanks}# c${(count.comments += 1)}\n\n\n` : '';
          return `${comment}${blanks}k${index}:${inner(indent + step, count)}`;
        });
        return `\n${lines.join('')}`;
      }),
  ),
}));

test.each([
  "      - ;glob1;//'\n      - \u2028(t>\n",
  'a:\n      -\n      - \u2028(<',
  '- a\n- \u2029b\n',
  'a: \u0085b\n',
])('what only one of the parsers reads stays as it is: %j', (text) => {
  const result = formatYaml({ path: 'a.yaml', text });
  if (result.kind === 'formatted') expect(valueOf(result.text)).toEqual(valueOf(text));
  else expect(result.kind).toMatch(/^(kept|unreadable)$/);
});

test('whatever is formatted keeps values and comments, and comes to rest', () => {
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 4 }), (nodes) => {
      const count = { comments: 0 };
      const text = nodes.map((each, index) => `top${index}:${each(0, count)}`).join('');
      const before = valueOf(text);
      const result = formatYaml({ path: 'a.yaml', text });
      if (result.kind !== 'formatted') throw new Error(`${JSON.stringify(result)}\n${text}`);
      expect(valueOf(result.text)).toEqual(before);
      expect(comments(result.text)).toEqual(comments(text));
      expect(formatted(result.text)).toBe(result.text);
    }),
  );
});

describe('prettier at 120 columns', () => {
  const options = { parser: 'yaml', printWidth: 120, singleQuote: true } as const;
  const long = `A: { fields: { one: { type: string, description: ${'A long description. '.repeat(4)}}, two: { type: string, maxLength: 5 } } }
B: { enum: [${Array.from({ length: 30 }, (_, index) => `member${String(index)}`).join(', ')}] }
C: { short: [a, b], empty: {}, none: [] } # why
`;

  test('keeps what is formatted', async () => {
    const folders = ['schemas/std/v1', 'examples/ordering/schemas'];
    const texts = folders.flatMap((folder) =>
      readdirSync(root + folder).map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')),
    );
    for (const text of [long, ...texts].map(formatted)) expect(await format(text, options)).toBe(text);
  });

  test('makes no difference to what is formatted afterwards', async () => {
    const text = await format(long, options);
    expect(text).not.toBe(formatted(long));
    expect(formatted(text)).toBe(formatted(long));
  });
});

test('every schema of the repository is formatted to the same values', () => {
  const folders = ['schemas/std/v1', 'examples/ordering/schemas', 'examples/github-timeline/schemas'];
  for (const path of folders.flatMap((folder) =>
    readdirSync(root + folder).map((name) => `${root}${folder}/${name}`),
  )) {
    const text = readFileSync(path, 'utf8');
    expect(valueOf(formatted(text)), path).toEqual(valueOf(text));
  }
});
