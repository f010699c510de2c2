import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../generator/src/diagnostics/diagnostic.js';
import { mergeScaffold } from '../../../generator/src/merge/merge-scaffold.js';
import type { ScaffoldPlan } from '../../../generator/src/plan/scaffold-plan.js';
import { insertedPieces } from './woven.js';

const cases = fileURLToPath(new URL('../../merge/', import.meta.url));
const updating = process.env['VARVE_UPDATE'] === '1';

/** `expected.ts` where the text changes, `expected.txt` where something is reported; either may be absent. */
function expectFile(path: string, actual: string | undefined): void {
  if (updating) {
    rmSync(path, { force: true });
    if (actual !== undefined) writeFileSync(path, actual);
  }
  expect(actual).toBe(existsSync(path) ? readFileSync(path, 'utf8') : undefined);
}

function reported({ severity, code, message, help }: Diagnostic): string {
  return [`${severity}  ${code}`, message, ...(help === undefined ? [] : [`help: ${help}`]), ''].join('\n');
}

describe.each(readdirSync(cases))('%s', (name) => {
  const path = join(cases, name);
  const existing = readFileSync(join(path, 'existing.ts'), 'utf8');
  const plan = JSON.parse(readFileSync(join(path, 'members.json'), 'utf8')) as ScaffoldPlan;
  const file = { path: 'src/order/order.decider.ts', text: existing };

  test('gives what is expected', () => {
    const merged = mergeScaffold(file, plan);
    expectFile(join(path, 'expected.ts'), merged.text === existing ? undefined : merged.text);
    const report = merged.diagnostics.map(reported).join('\n');
    expectFile(join(path, 'expected.txt'), report === '' ? undefined : report);
  });

  test('keeps every character that was there, in order', () => {
    expect(insertedPieces(existing, mergeScaffold(file, plan).text)).toBeLessThan(10);
  });

  test('has nothing more to add afterwards', () => {
    const { text } = mergeScaffold(file, plan);
    expect(mergeScaffold({ ...file, text }, plan)).toMatchObject({ text, added: [] });
  });
});
