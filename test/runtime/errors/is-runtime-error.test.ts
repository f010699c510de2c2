import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { InvalidDecimalError } from '../../../runtime/src/errors/message-errors.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import type { RuntimeErrors } from '../../../runtime/src/errors/is-runtime-error.js';
import { toDecimal } from '../../../runtime/src/shape/decimal.js';

const folder = fileURLToPath(new URL('../../../runtime/src/errors/', import.meta.url));

interface Copy {
  toDecimal(value: string): string;
  isRuntimeError(error: unknown, code?: keyof RuntimeErrors): boolean;
}

/** The package once more, as a second installation of it in the same program. */
async function secondCopy(): Promise<Copy> {
  const entry = fileURLToPath(new URL('../../../runtime/src/index.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Copy;
}

const thrownBy = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('an error of this package', () => {
  test('is known by its code, also to another copy of the package', async () => {
    const copy = await secondCopy();
    const theirs = thrownBy(() => copy.toDecimal('x'));
    const ours = thrownBy(() => toDecimal('x'));
    expect(theirs).not.toBeInstanceOf(InvalidDecimalError);
    expect(String(theirs)).toBe(String(ours));
    expect([
      isRuntimeError(theirs),
      isRuntimeError(theirs, 'invalid-decimal'),
      isRuntimeError(theirs, 'invalid-use'),
    ]).toEqual([true, true, false]);
    expect([copy.isRuntimeError(ours), copy.isRuntimeError(ours, 'invalid-decimal')]).toEqual([true, true]);
  });

  test.each([
    undefined,
    null,
    'invalid-decimal',
    { code: 'invalid-decimal' },
    new Error('x'),
    Object.assign(new Error('x'), { code: 'invalid-decimal' }),
  ])('is nothing else: %s', (other) =>
    expect([isRuntimeError(other), isRuntimeError(other, 'invalid-decimal')]).toEqual([false, false]),
  );

  test('says what it is, and not what was in the data', () => {
    const error = thrownBy(() => toDecimal('DE02120300000000202051'));
    expect(String(error)).toBe(
      'InvalidDecimalError: No decimal can be made: it is no finite decimal number of at most 1,000 digits.',
    );
    expect(Object.keys(Object(error))).toEqual(['code']);
  });
});

test('every code has its type in the table', () => {
  const sources = readdirSync(folder).map((name) => readFileSync(`${folder}${name}`, 'utf8'));
  const classes = sources.flatMap((text) => [
    ...text.matchAll(/class (\w+Error) extends[^{]*\{\n {2}override readonly code[^=;]*= '([a-z-]+)'/g),
  ]);
  for (const [, name = '', code = ''] of classes)
    expect(name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase()).toBe(`${code}-error`);
  const declared = sources.flatMap((text) =>
    [...text.matchAll(/override readonly code[^=;]*= '([a-z-]+)'/g)].map(([, code]) => code),
  );
  const listed = [...readFileSync(`${folder}is-runtime-error.ts`, 'utf8').matchAll(/^ {2}'([a-z-]+)': /gm)].map(
    ([, code]) => code,
  );
  expect(new Set(declared)).toEqual(new Set(listed));
  expect(declared).toHaveLength(listed.length);
});
