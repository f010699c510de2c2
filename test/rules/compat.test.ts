/**
 * Rules about what was released, by example: `compat/<rule>/<ok or bad>/<case>/before` was released, or is what is compared
 * with; `after` is what the schemas say now. `expected.txt` of a rule holds what it says about its bad cases. Set
 * UPDATE_RULES=1 to write the expected texts anew, then read what changed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compatRules } from '../../generator/src/check/compat/compat-rules.js';
import { formatDiagnostic, plainPaint } from '../../generator/src/diagnostics/format-diagnostic.js';
import { casesIn, compatFolder, found } from './compat-cases.js';

/** What the rule says about a case, as people see it. */
async function said(code: string, folder: URL): Promise<string> {
  const own = await found(code, folder);
  return own.map((diagnostic) => `${formatDiagnostic(diagnostic, { paint: plainPaint })}\n`).join('\n');
}

describe.each(compatRules.map(({ code }) => code))('%s', (code) => {
  const folder = new URL(`${code.slice('compat/'.length)}/`, compatFolder);

  test('says nothing about ok/', async () => {
    const cases = casesIn(new URL('ok/', folder));
    expect(cases.length).toBeGreaterThan(0);
    for (const name of cases) expect(await said(code, new URL(`ok/${name}/`, folder)), name).toBe('');
  });

  test('says what is expected about bad/', async () => {
    const texts: string[] = [];
    for (const name of casesIn(new URL('bad/', folder))) {
      const text = await said(code, new URL(`bad/${name}/`, folder));
      expect(text, name).not.toBe('');
      texts.push(`=== ${name}\n\n${text}`);
    }
    const expected = new URL('expected.txt', folder);
    if (process.env['UPDATE_RULES'] === '1') writeFileSync(expected, texts.join('\n'));
    expect(texts.join('\n')).toBe(readFileSync(expected, 'utf8'));
  });
});

test('every folder here is a rule', () => {
  expect(readdirSync(compatFolder).sort()).toEqual(compatRules.map(({ code }) => code.slice('compat/'.length)).sort());
});

test('every rule has a mirror that has it for its own, or says why there is none', () => {
  for (const { code, mirror } of compatRules) {
    if (typeof mirror !== 'string') {
      expect(mirror.none, code).toMatch(/^[A-Z].*\.$/);
      continue;
    }
    const other = compatRules.find((rule) => rule.code === mirror);
    expect(other?.mirror, code).toBe(code);
  }
});

test('every rule says why anybody wants to know', () => {
  for (const { code, purpose } of compatRules) expect(purpose, code).toMatch(/^[A-Z].*\.$/);
});
