import { describe, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';
import { knownCodes } from '../../support/known-codes.js';

const run = (...args: readonly string[]) => runMain(['explain', ...args], '/');

test('a code is explained on standard output', async () => {
  const { exitCode, stdout, stderr } = await run('bind/unknown-event');
  expect(exitCode).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toBe(`bind/unknown-event
   A command emits an event that its aggregate does not declare.

   why    A decider may return only events of its own stream, and each of them has a shape.

   fix    Correct the name, or declare the event. Inside its aggregate a name has no context.

   bad    in a file with the aggregate Order, identified by { orderId: uuid }:
            events: { OrderPlaced: { 1: {} } }
            commands: { PlaceOrder: { emits: [OrderPlacd], 1: {} } }

   good   in a file with the aggregate Order, identified by { orderId: uuid }:
            events: { OrderPlaced: { 1: {} } }
            commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }
`);
});

test('every code has a text of its own, with no line too wide and no character that is not to be printed', async () => {
  const texts = new Set<string>();
  for (const code of knownCodes) {
    const { exitCode, stdout } = await run(code);
    expect(exitCode).toBe(0);
    expect(stdout.startsWith(`${code}\n`)).toBe(true);
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
    texts.add(stdout);
  }
  expect(texts.size).toBe(knownCodes.length);
});

test('without a code all of them are listed, one line each', async () => {
  const { exitCode, stdout } = await run();
  const listed = [...stdout.matchAll(/^ {3}(\S+\/\S+) {2,}([^\n]+\.)$/gm)].map(([, code]) => code);
  expect(exitCode).toBe(0);
  expect(listed).toHaveLength(knownCodes.length);
  expect(new Set(listed)).toEqual(new Set(knownCodes));
});

describe('what does not exist ends with 2, and says what was meant', () => {
  test.each<[string, RegExp]>([
    ['bind/unknown-evnt', /Did you mean bind\/unknown-event\?/],
    ['unknown-event', /Did you mean bind\/unknown-event\?/],
    ['check/unknown-event', /Did you mean bind\/unknown-event\?/],
    ['BIND/UNKNOWN-EVENT', /Did you mean bind\/unknown-event\?/],
    ['nonsense', /varve explain lists all of them/],
    ['', /varve explain lists all of them/],
    ['toString', /varve explain lists all of them/],
  ])('%s', async (code, message) => {
    const { exitCode, stdout, stderr } = await run(code);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('a second code, and a flag of other commands', async () => {
    expect((await run('bind/unknown-event', 'bind/bare-type')).exitCode).toBe(2);
    expect((await run('--format', 'json')).exitCode).toBe(2);
  });
});

test('colours are used when asked for', async () => {
  const { stdout } = await run('bind/unknown-event', '--color', 'always');
  expect(stdout).toContain('\u001b[1mbind/unknown-event\u001b[22m');
});

test.each(['postgres/fsync-off', 'sqlite/damaged'])('%s is known to the doctor, not to explain', async (code) => {
  const { exitCode, stdout, stderr } = await run(code);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('docs/reference/doctor.md');
});
