import { describe, expect, test } from 'vitest';
import { describeFailure } from '../../../generator/src/cli/describe-failure.js';
import { createTerminal, wantsColor } from '../../../generator/src/cli/terminal.js';
import { UsageError } from '../../../generator/src/cli/usage-error.js';
import { StageError } from '../../../generator/src/compile/stage-error.js';
import { PathRefusedError } from '../../../generator/src/host/host.js';

describe('colour', () => {
  test.each<['auto' | 'always' | 'never', Record<string, string>, boolean, boolean]>([
    ['auto', {}, true, true],
    ['auto', {}, false, false],
    ['auto', { NO_COLOR: '1' }, true, false],
    ['auto', { NO_COLOR: '' }, true, true],
    ['auto', { FORCE_COLOR: '1' }, false, true],
    ['auto', { FORCE_COLOR: '0' }, true, false],
    ['auto', { FORCE_COLOR: '' }, false, false],
    ['auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['auto', { TERM: 'dumb' }, true, false],
    ['always', { NO_COLOR: '1' }, false, true],
    ['never', { FORCE_COLOR: '1' }, true, false],
  ])('%s with %j on a terminal: %s gives %s', (choice, env, isTerminal, expected) => {
    expect(wantsColor(choice, env, isTerminal)).toBe(expected);
  });

  test('each stream is judged by itself', () => {
    const stream = (isTTY: boolean) => ({ isTTY, write: () => undefined });
    const { paint } = createTerminal({ stdout: stream(false), stderr: stream(true), env: {} }, 'auto');
    expect(paint.result.red('x')).toBe('x');
    expect(paint.status.red('x')).not.toBe('x');
  });
});

describe('failures', () => {
  const colors = createTerminal({ stdout: { write: () => 0 }, stderr: { write: () => 0 }, env: {} }, 'never').paint
    .status;
  const failure = (error: unknown, debug = false) => describeFailure(error, colors, debug);

  test('a bug says where it happened and asks for a report, without a stack', () => {
    const { exitCode, text } = failure(new StageError('render', 'src/generated/a.ts', new TypeError('x is undefined')));
    expect(exitCode).toBe(70);
    expect(text).toContain('in stage render on src/generated/a.ts');
    expect(text).toContain('TypeError: x is undefined');
    expect(text).toContain('report');
    expect(text).not.toContain('    at ');
  });

  test('VARVE_DEBUG shows the stack of what was thrown', () => {
    expect(failure(new StageError('bind', undefined, new Error('inner')), true).text).toMatch(
      /caused by Error: inner\n\s+at /,
    );
  });

  test.each<[string, unknown]>([
    ['wrong usage', new UsageError('There is no such folder.')],
    ['a path in the way', new PathRefusedError('a.ts', 'symlink', 'a.ts')],
    ['a full disk', Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' })],
  ])('%s is no bug', (_case, error) => {
    const { exitCode, text } = failure(error);
    expect(exitCode).toBe(2);
    expect(text).toMatch(/^error {2}/);
    expect(text).not.toContain('bug');
  });

  test('anything that was thrown is described', () => {
    expect(failure('just text')).toMatchObject({ exitCode: 70, text: expect.stringContaining('just text') });
    expect(failure(undefined)).toMatchObject({ exitCode: 70 });
  });
});
