/** The cases of the rules about what was released, as folders: see compat.test.ts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Diagnostic } from '../../generator/src/diagnostics/diagnostic.js';
import { explanations } from '../../generator/src/explain/explanations.js';
import { lockText } from '../../generator/src/lock/lock-text.js';
import { diagnose, shapesOf } from '../support/diagnose.js';

export const compatFolder = new URL('./compat/', import.meta.url);

export const casesIn = (folder: URL): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** What the rule finds in a case; nothing else may be wrong with it. */
export async function found(code: string, folder: URL): Promise<readonly Diagnostic[]> {
  const shapes = await shapesOf(filesOf(new URL('before/', folder)));
  const now = filesOf(new URL('after/', folder));
  // Commands' outcomes are in no lock: those rules compare with schemas.
  const bySchemas = explanations.get(code)?.bad.before?.by === 'schemas';
  const all = await (bySchemas
    ? diagnose(now, [], shapes)
    : diagnose({ ...now, 'varve.lock.json': lockText(shapes) }));
  const errors = all.filter(({ severity, breaks }) => severity === 'error' && breaks === undefined);
  expect(errors.map(({ code: other, message }) => `${other} ${message}`)).toEqual([]);
  return all.filter((diagnostic) => diagnostic.code === code);
}

function filesOf(folder: URL): Readonly<Record<string, string>> {
  const entries = readdirSync(folder).map((name) => [
    name.endsWith('.config.yaml') ? name : `schemas/${name}`,
    readFileSync(new URL(name, folder), 'utf8'),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
