import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explanations } from '../../generator/src/explain/explanations.js';
import { readRoot } from './snippets.js';

const rows = [...readRoot('docs/reference/evolution.md').matchAll(/^\| (U\d\d) [^|]*\|[^|]*\|(.*)\|$/gm)].map(
  ([, name = '', shown = '']) => [name, shown] as const,
);

test('the page has all forty cases, once each', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => `U${String(index + 1).padStart(2, '0')}`);
  expect(rows.map(([name]) => name).sort()).toEqual(numbers);
});

/** A code in backquotes, or the path of a file with titles of tests in it. */
const reference = /`([^`]+)`(?:: ("[^"]*"(?:, "[^"]*")*))?/g;

describe('what shows a case is there', () => {
  test.each(rows)('%s', (_, shown) => {
    const references = [...shown.matchAll(reference)];
    expect(references.length).toBeGreaterThan(0);
    expect(shown.replace(reference, '').replace(/[;,\s]/g, '')).toBe('');
    for (const [whole, name = '', titles] of references) {
      if (titles === undefined) expect([...explanations.keys()], whole).toContain(name);
      else {
        expect(existsSync(new URL(`../../${name}`, import.meta.url)), whole).toBe(true);
        const text = readRoot(name).replaceAll("\\'", "'");
        for (const [, title = ''] of titles.matchAll(/"([^"]*)"/g)) expect(text, whole).toContain(title);
      }
    }
  });
});
