import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import type { JsonValue } from '../../../generator/src/model/type-model.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import { indexPositions, type PositionNode } from '../../../generator/src/source/position-tree.js';

/**
 * Values are read by one parser, positions by another; this holds both to the same texts and the same meaning: whatever we
 * accept means the same there, and every value has its place. We refuse more (tags, merge keys, numbers that change …),
 * never less.
 */
function theirs(text: string): { readonly ok: boolean; readonly value: unknown } {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) return { ok: false, value: undefined };
  return { ok: true, value: document.toJS() };
}

function ours(text: string): { readonly ok: boolean; readonly value: unknown } {
  const loaded = loadDocument({ path: 'schemas/test.yaml', text });
  return { ok: loaded.ok, value: loaded.ok ? structuredClone(loaded.value.value) : undefined };
}

function isSafe(value: number): boolean {
  return !/^-?[0-9]+$/.test(String(value)) || Number.isSafeInteger(value);
}

const key = fc.oneof(
  fc.constantFrom('a', 'b', 'Order', 'lines?', 'a b', 'constructor', 'toString', 'hasOwnProperty', '10', '1', '2'),
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '__proto__'),
);
const scalar = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    'true',
    'null',
    '~',
    '1e3',
    '08',
    '0x1',
    'no',
    'on',
    '2026-01-01',
    'Line[]',
    'a: b',
    '# x',
    '- a',
    '<<',
    'a\nb\n',
    ' x ',
  ),
  fc.integer(),
  // Whole numbers beyond 2^53 are refused on purpose, as their neighbours would be rounded.
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0) && isSafe(value)),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
}));
const style = fc.record({
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  indent: fc.integer({ min: 2, max: 4 }),
  lineWidth: fc.constantFrom(0, 30, 80),
  singleQuote: fc.constantFrom(true, false, null),
});

test('what another library writes is read as it was meant', () => {
  fc.assert(
    fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), style, (value, options) => {
      const text = stringify(value, { ...options, aliasDuplicateObjects: false });
      expect(ours(text)).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) as unknown });
    }),
    { numRuns: 300 },
  );
});

const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    '1',
    '01',
    '1.0',
    'x',
    ':',
    ': ',
    ' ',
    '  ',
    '\n',
    '\n  ',
    '\r\n',
    '\t',
    '- ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    ',',
    ', ',
  ],
  ...[
    '"',
    "'",
    '\\',
    '\\n',
    '#',
    ' #',
    '|',
    '>',
    '|-\n',
    '>\n',
    '&a ',
    '*a',
    '!t ',
    '!!str ',
    '<<',
    '---\n',
    '...\n',
    '%',
    '@',
  ],
  ...['true', 'null', '~', '.inf', '0x1', '1e3', 'é', '😀', '\u2028', '\ufeff', 'a: b\n', 'c: {d: e}\n', '__proto__'],
);

test('no text is read differently, and none makes the reader fail', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = `first: 1\n${parts.join('')}`;
      const mine = ours(text);
      if (!mine.ok) return;
      const other = theirs(text);
      // The other parser takes a tab in a blank line for indentation; the specification does not.
      if (!other.ok && text.includes('\t')) return;
      expect({ text, ...mine }).toEqual({ text, ...other });
    }),
    { numRuns: 3000 },
  );
});

test('every value that is read has its place', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const file = { path: 'schemas/test.yaml', text: `first: 1\n${parts.join('')}` };
      const loaded = loadDocument(file);
      if (loaded.ok)
        expect({ text: file.text, missing: placeless(loaded.value.value, indexPositions(file)) }).toEqual({
          text: file.text,
          missing: [],
        });
    }),
    { numRuns: 3000 },
  );
});

/** Keys and items of a value that the tree of its positions does not have. */
function placeless(value: JsonValue, node: PositionNode): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const found = node.children.get(name);
    return found === undefined ? [name] : placeless(inner, found);
  });
}
