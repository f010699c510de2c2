/**
 * Rules by example: `<stage>/<rule>/ok/*.yaml` gives no finding of the rule, `<stage>/<rule>/bad/*.yaml` gives those of
 * `expected.txt`. Set UPDATE_RULES=1 to write the expected texts anew, then read what changed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../generator/src/check/rules.js';
import { runRules } from '../../generator/src/check/run-rules.js';
import type { Diagnostic } from '../../generator/src/diagnostics/diagnostic.js';
import { sortDiagnostics } from '../../generator/src/diagnostics/sort-diagnostics.js';
import { locate } from '../../generator/src/source/locate.js';
import { expectValue, printed } from '../support/expect-diagnostics.js';
import { bindFiles } from '../generator/bind/bind-yaml.js';

const here = new URL('./', import.meta.url);

function findings(folder: URL, code: string): readonly Diagnostic[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const model = expectValue(bindFiles(files.map((path) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }))));
  return runRules(model, { [code]: 'info' }).filter((diagnostic) => diagnostic.code === code);
}

const text = (diagnostics: readonly Diagnostic[]): string => `${printed(sortDiagnostics(locate(diagnostics)))}\n`;

describe.each(rules.map((rule) => rule.code))('%s', (code) => {
  const folder = new URL(`${code}/`, here);

  test('has examples', () => {
    expect(existsSync(new URL('ok/', folder)) && existsSync(new URL('bad/', folder))).toBe(true);
  });

  test('says nothing about ok/', () => {
    expect(text(findings(new URL('ok/', folder), code))).toBe('no diagnostics\n');
  });

  test('says what is expected about bad/', () => {
    const expected = new URL('expected.txt', folder);
    const found = text(findings(new URL('bad/', folder), code));
    if (process.env['UPDATE_RULES'] === '1') writeFileSync(expected, found);
    expect(found).not.toBe('no diagnostics\n');
    expect(found).toBe(readFileSync(expected, 'utf8'));
  });
});

test('every folder here is a rule', () => {
  const folders = readdirSync(new URL('check/', here)).map((name) => `check/${name}`);
  expect(folders.sort()).toEqual(rules.map((rule) => rule.code).sort());
});
