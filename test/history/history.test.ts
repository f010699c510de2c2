import process from 'node:process';
import { expect, test } from 'vitest';
import { createReader, loadLastRelease } from './run-history.js';
import { simulate } from './simulate.js';

const seeds = Number(process.env['VARVE_HISTORIES'] ?? 200);
const releases = 40;
const kinds = new Set<string>();

/** Ten years, four releases a year: whatever was written at any of them is read as it was meant. */
test.each(Array.from({ length: seeds }, (_, index) => index + 1))('history %i', async (seed) => {
  const history = simulate(seed, releases);
  for (const kind of history.changes) kinds.add(kind);
  const read = createReader(await loadLastRelease(history));
  expect(history.events.length).toBeGreaterThan(releases * 3);
  for (const event of history.events) {
    expect(read(event), `${event.type} ${String(event.schemaVersion)} of history ${String(seed)}`).toEqual(
      event.expected,
    );
  }
});

test('every kind of change was made', () => {
  expect([...kinds].filter((kind) => !kind.startsWith('type:')).length).toBeGreaterThan(30);
  expect([...kinds].filter((kind) => kind.startsWith('type:')).length).toBeGreaterThan(20);
});
