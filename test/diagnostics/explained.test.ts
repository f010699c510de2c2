/**
 * Every code by its own explanation: the bad example gives the code, at exactly the place and in exactly the words of
 * `explained/<stage>/<code>.txt`, and nothing else; the good example gives no finding at all. With VARVE_UPDATE=1 the texts
 * are written anew; then read what changed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explanations } from '../../generator/src/explain/explanations.js';
import { allDescribed, findingsOf } from '../support/diagnose.js';
import { forgottenTables, knownCodes } from '../support/known-codes.js';

const folder = fileURLToPath(new URL('explained/', import.meta.url));
const updating = process.env['VARVE_UPDATE'] === '1';
const codes = [...explanations.keys()];

describe.each([...explanations])('%s', (code, { bad, good, besides = [] }) => {
  test('is what the bad example gives, and nothing else', async () => {
    const found = await findingsOf(bad);
    const path = join(folder, `${code}.txt`);
    const text = allDescribed(found);
    if (updating) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    expect([...new Set(found.map((each) => each.code))].sort(), text).toEqual([...besides, code].sort());
    // Whatever is wrong, it is said what to do.
    expect(found.filter(({ help = '' }) => help === '')).toEqual([]);
    expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  });

  test('is not what the good example gives', async () => {
    expect(allDescribed(await findingsOf(good))).toBe('');
  });
});

test('no code lacks an explanation, and none is explained that does not exist', () => {
  expect([...codes].sort()).toEqual([...knownCodes].sort());
  expect(forgottenTables).toEqual([]);
});

test('every text here belongs to a code', () => {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.txt'));
  expect(found.map((path) => path.replaceAll('\\', '/').slice(0, -'.txt'.length)).sort()).toEqual([...codes].sort());
});

describe('what is said', () => {
  test.each([...explanations])('about %s is short, and in whole sentences', (_code, { title, why, fix }) => {
    for (const text of [title, why, fix]) expect(text).toMatch(/^\S.*\.$/);
    expect(title).toMatch(/^[A-Z]/);
    expect(title).not.toMatch(/[.!?] [A-Z]/);
    expect(title.length).toBeLessThan(100);
    expect(`${title} ${why} ${fix}`).not.toMatch(/ajv|instancePath|undefined/);
  });
});
