import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { postgresCodes } from '../../../runtime/src/stores/postgres/operations/index.js';
import { sqliteCodes } from '../../../runtime/src/stores/sqlite/operations/index.js';

const page = readFileSync(new URL('../../../docs/reference/doctor.md', import.meta.url), 'utf8');

test('every code of the doctor is explained, in its order, and none besides', () => {
  const explained = [...page.matchAll(/^\| `([a-z]+\/[a-z-]+)` +\|/gm)].map(([, code]) => code ?? '');
  expect(explained).toEqual([...postgresCodes, ...sqliteCodes]);
  expect(new Set(explained).size).toBe(explained.length);
});
