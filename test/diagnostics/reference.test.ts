import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referencePage } from '../../generator/src/explain/reference-page.js';
import { knownCodes } from '../support/known-codes.js';

const page = readFileSync(new URL('../../docs/reference/diagnostics.md', import.meta.url), 'utf8');

test('docs/reference/diagnostics.md is current; otherwise run node generator/scripts/write-diagnostics.mjs', () => {
  expect(page).toBe(referencePage());
});

test('it has a heading for every code, once', () => {
  const headings = [...page.matchAll(/^### (\S+)$/gm)].map(([, code]) => code);
  expect(headings).toHaveLength(knownCodes.length);
  expect(new Set(headings)).toEqual(new Set(knownCodes));
});

test('code blocks are closed, and nothing in an example ends one', () => {
  const fences = page.match(/^```.*$/gm) ?? [];
  expect(fences.filter((_fence, index) => index % 2 === 0).every((fence) => /^```(?:yaml|ts|json)$/.test(fence))).toBe(
    true,
  );
  expect(fences.filter((_fence, index) => index % 2 === 1).every((fence) => fence === '```')).toBe(true);
});
