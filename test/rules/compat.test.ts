/**
 * Rules about what was released, by example: `compat/<rule>/<ok or bad>/<case>/before` was released, or is what is compared
 * with; `after` is what the schemas say now. `expected.txt` of a rule holds what it says about its bad cases. Set
 * UPDATE_RULES=1 to write the expected texts anew, then read what changed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compatRules } from '../../generator/src/check/compat/compat-rules.js';
import { plainPaint } from '../../generator/src/diagnostics/format-diagnostic.js';
import { formatDiagnostic } from '../../generator/src/diagnostics/format-diagnostic.js';
import { explanations } from '../../generator/src/explain/explanations.js';
import { lockText } from '../../generator/src/lock/lock-text.js';
import { diagnose, shapesOf } from '../support/diagnose.js';

const here = new URL('./compat/', import.meta.url);

function filesOf(folder: URL): Readonly<Record<string, string>> {
  const entries = readdirSync(folder).map((name) => [
    name.endsWith('.config.yaml') ? name : `schemas/${name}`,
    readFileSync(new URL(name, folder), 'utf8'),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** What the rule says about a case, as people see it. */
async function said(code: string, folder: URL): Promise<string> {
  const shapes = await shapesOf(filesOf(new URL('before/', folder)));
  const now = filesOf(new URL('after/', folder));
  // Commands' outcomes are in no lock: those rules compare with schemas.
  const bySchemas = explanations.get(code)?.bad.before?.by === 'schemas';
  const found = await (bySchemas
    ? diagnose(now, [], shapes)
    : diagnose({ ...now, 'varve.lock.json': lockText(shapes) }));
  const errors = found.filter(({ severity, breaks }) => severity === 'error' && breaks === undefined);
  expect(errors.map(({ code: other, message }) => `${other} ${message}`)).toEqual([]);
  const own = found.filter((diagnostic) => diagnostic.code === code);
  return own.map((diagnostic) => `${formatDiagnostic(diagnostic, { paint: plainPaint })}\n`).join('\n');
}

const casesIn = (folder: URL): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

describe.each(compatRules.map(({ code }) => code))('%s', (code) => {
  const folder = new URL(`${code.slice('compat/'.length)}/`, here);

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
  expect(readdirSync(here).sort()).toEqual(compatRules.map(({ code }) => code.slice('compat/'.length)).sort());
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
