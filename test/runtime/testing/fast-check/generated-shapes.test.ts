import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { dataText } from '../../../../runtime/src/codec/message-data.js';
import { parseExactly } from '../../../../runtime/src/codec/exact-json.js';
import { problemsOf } from '../../../../runtime/src/shape/make.js';
import { problemText } from '../../../../runtime/src/shape/problem.js';
import { exactly, offered, type Operations, reading, writing } from '../../../../runtime/src/shape/shape.js';
import { anyOf } from '../../../../runtime/src/testing/fast-check/arbitrary-of.js';
import { deepEqual } from '../../../../runtime/src/testing/deep-equal.js';
import { type NamedShapes, shapesOf } from '../../../support/generated-shapes.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

async function shapesIn(...patterns: readonly string[]): Promise<NamedShapes> {
  const paths = globSync([...patterns], { cwd: root }).sort();
  const modules = await Promise.all(paths.map(async (path) => [path, (await import(`${root}${path}`)) as object]));
  return shapesOf(Object.fromEntries(modules) as Readonly<Record<string, object>>);
}

/** That what is made may be written, is read as it was written, and may be sent by those who have only JSON. */
function verify(shape: Operations, data: unknown): void {
  if (!shape.accepts(data, writing, 0)) expect.fail(problemText(problemsOf(shape, data, writing)));
  const exact = shape.exact();
  const text = dataText(shape, exact, data);
  const wire: unknown = exact ? parseExactly(text) : JSON.parse(text);
  const mode = reading | (exact ? exactly : 0);
  if (!shape.accepts(wire, mode | offered, 0)) {
    expect.fail(`${text}${problemText(problemsOf(shape, wire, mode | offered))}`);
  }
  if (!deepEqual(shape.decode(wire, mode), data)) expect.fail(`${text} is read otherwise.`);
}

function verifyAll(shapes: NamedShapes, numRuns: number): void {
  for (const [path, shape] of shapes) {
    try {
      fc.assert(
        fc.property(anyOf(shape, {}), (data) => verify(shape, data)),
        { numRuns },
      );
    } catch (error) {
      throw new Error(`${path}: ${String(error)}`, { cause: error });
    }
  }
}

describe('what is made for a generated shape, it accepts with all its checks', () => {
  test('of the golden cases, the standard types among them', async () => {
    const golden = await shapesIn('test/golden/*/expected/src/generated/**/*.ts', '!**/own-templates/**');
    expect(golden.size).toBeGreaterThan(150);
    verifyAll(golden, 60);
  });

  test('of the examples', async () => {
    const examples = await shapesIn('examples/*/src/generated/**/*.ts');
    expect(examples.size).toBeGreaterThan(60);
    verifyAll(examples, 6);
  });
});
