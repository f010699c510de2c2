import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../runtime/src/errors/', import.meta.url);
const page = readFileSync(new URL('../../docs/reference/errors.md', import.meta.url), 'utf8');

/** Codes as they are written in the classes: `readonly code = 'x'`, unions included. */
const thrown = readdirSync(folder)
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .flatMap((text) => [...text.matchAll(/readonly code(?:: [^=]+)? = '([a-z-]+)'/g)])
  .map(([, code]) => code ?? '');

const documented = [...page.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, code]) => code ?? '');

test('every code that the runtime throws is documented, and none besides', () => {
  expect(thrown.length).toBeGreaterThan(20);
  expect([...documented].sort()).toEqual([...new Set(thrown)].sort());
});

test('no code is documented twice', () => {
  expect(documented).toEqual([...new Set(documented)]);
});
