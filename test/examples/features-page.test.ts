import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRoot } from './snippets.js';

const rows = [
  ...readRoot('docs/reference/features.md').matchAll(/^\| (?!-|capability|defect)([^|]+)\|.*\| ([^|]+)\|$/gm),
].map(([, name = '', shown = '']) => [name.trim(), shown.trim()] as const);

/** The path of a file with titles of tests in it. */
const reference = /`([^`]+)`: ("[^"]*"(?:, "[^"]*")*)/g;

test('no row is there twice, and there are many', () => {
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(60);
});

describe('what shows a capability, or keeps a defect out, is there', () => {
  test.each(rows)('%s', (_, shown) => {
    const references = [...shown.matchAll(reference)];
    expect(references.length, shown).toBeGreaterThan(0);
    expect(shown.replace(reference, '').replace(/[;\s]/g, '')).toBe('');
    for (const [whole, name = '', titles = ''] of references) {
      expect(existsSync(new URL(`../../${name}`, import.meta.url)), whole).toBe(true);
      const text = readRoot(name).replaceAll("\\'", "'");
      for (const [, title = ''] of titles.matchAll(/"([^"]*)"/g)) expect(text, whole).toContain(title);
    }
  });
});
