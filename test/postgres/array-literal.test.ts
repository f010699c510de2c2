import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainArray, textArray } from '../../runtime/src/stores/postgres/array-literal.js';
import { testDatabase } from '../support/postgres/database.js';

const database = testDatabase('18');

async function readBack(texts: readonly string[]): Promise<unknown> {
  const [row] = await database.sql<{ texts: unknown }>('SELECT to_json($1::text[]) AS texts', [textArray(texts)]);
  return row?.texts;
}

const hard = [
  '',
  ' ',
  'null',
  'NULL',
  '{}',
  '{"a": "b\\"c\\\\"}',
  ',',
  '"',
  '\\',
  '\\n',
  '\n',
  '\t"',
  '\u0001',
  '\u007f',
  '\u2028',
];

test('texts come back as they were, those included that an array or JSON would write otherwise', async () => {
  expect(await readBack([])).toEqual([]);
  expect(await readBack([...hard, 'é\u{1f600}"', '\u{1f600}'])).toEqual([...hard, 'é\u{1f600}"', '\u{1f600}']);
  for (const text of hard) expect(await readBack([text])).toEqual([text]);
});

test('any texts come back as they were', async () => {
  // PostgreSQL stores neither the character 0 nor halves of pairs, which stores refuse.
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('"', '\\', '{', '}', ',', '\n', ' ', '\u0001', 'é'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  const storable = text.filter((each) => !each.includes('\0') && Buffer.from(each).toString() === each);
  await fc.assert(
    fc.asyncProperty(fc.array(storable, { maxLength: 5 }), async (texts) => {
      expect(await readBack(texts)).toEqual(texts);
    }),
    { numRuns: 25 },
  );
});

test('numbers and ids need no quotes', () => {
  expect(plainArray([])).toBe('{}');
  expect(plainArray([1, 'a-b', 3])).toBe('{1,a-b,3}');
});
