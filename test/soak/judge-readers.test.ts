import { describe, expect, test } from 'vitest';
import { batch } from '../faults/children/program.js';
import { markList } from './testimony.js';
import {
  first,
  north,
  second,
  south,
  member,
  writer,
  all,
  page,
  archivedStore,
  archiver,
  violationsOf,
} from './planted.js';

describe('a reader is found to', () => {
  const swapped = [all[1], all[0], ...all.slice(2)].flatMap((event) => event ?? []);
  test.each<[string, readonly string[], RegExp]>([
    [
      'have missed what came to lie behind its position',
      ['from all - -', page('all', '-', 5, all.slice(1, 5))],
      /missed/,
    ],
    [
      'have missed the last of a page',
      ['from all - -', page('all', '-', 9, all.slice(0, 8))],
      /Reader all of -, up to 9, missed/,
    ],
    [
      'have been shown one twice',
      ['from all - -', page('all', '-', 3, first), page('all', '-', 5, all.slice(2, 5))],
      /twice/,
    ],
    ['have gone back', ['from all - -', page('all', '-', 3, first), page('all', '-', 2, all.slice(1, 2))], /twice/],
    [
      'have been shown what is not there',
      ['from all - -', page('all', '-', 9, [...all, ...batch('x', 1)])],
      /is not in the log/,
    ],
    ['have seen another order', ['from all - -', page('all', '-', 9, swapped)], /out of their order/],
    ['have gone on where it had not been', ['from all - 3', page('all', '-', 9, all)], /out of their order/],
    [
      'have seen another tenant’s event',
      ['from all north -', page('all', 'north', 9, [...north, ...south])],
      /an event of south/,
    ],
    [
      'have seen nobody’s event as a tenant',
      ['from all north -', page('all', 'north', 9, all.slice(2, 5))],
      /an event of -/,
    ],
    ['have missed in its tenant’s log', ['from kept north -', page('kept', 'north', 9, [])], /Reader kept of north/],
    [
      'have missed what its checkpoint should have kept from the archive',
      ['from kept - -', page('kept', '-', 9, all.slice(2))],
      /Reader kept of -, up to 9, missed .* at 0 of - account-1/,
    ],
    [
      'have missed what was never archived',
      ['from outside - -', page('outside', '-', 9, all.slice(3))],
      /lies at 2 of - account-1/,
    ],
    [
      'have missed another tenant’s that was not',
      ['from outside south -', page('outside', 'south', 9, [])],
      /Reader outside of south/,
    ],
  ])('%s', async (_, lines, expected) => {
    const violations = await violationsOf(await archivedStore(), writer, archiver, member('reader', ...lines));
    expect(violations).toMatch(expected);
  });
});

describe('a page of a stream is found to', () => {
  const [nobodys, norths] = [[...first, ...second], north].map(markList);
  test.each([
    [
      'miss its beginning',
      `include open 5 2 0 9 ${markList([...first.slice(1), ...second])}`,
      /does not show what lies there/,
    ],
    ['miss its end', `include open 5 2 0 9 ${markList(first)}`, /does not show what lies there/],
    [
      'begin in the archive that it leaves out',
      `exclude open 5 2 0 9 ${String(nobodys)}`,
      /does not show what lies there/,
    ],
    ['begin behind the border', `exclude open 5 2 0 9 ${markList(second)}`, /does not show what lies there/],
    [
      'show another tenant’s stream of that name',
      `include open 2 0 0 9 ${String(norths)}`,
      /an event of another stream/,
    ],
    [
      'call a stream archived of which a part is not',
      `include archived 5 2 0 9 ${String(nobodys)}`,
      /says that the stream is archived/,
    ],
  ])('%s', async (_, words, expected) => {
    const said = member('reader', `stream - account-1 ${words}`);
    expect(await violationsOf(await archivedStore(), writer, archiver, said)).toMatch(expected);
  });

  test('tell an older version than before', async () => {
    const lines = ['stream - account-1 include open 5 2 9 9 -', 'stream - account-1 include open 3 2 9 9 -'];
    const said = member('reader', ...lines);
    expect(await violationsOf(await archivedStore(), writer, archiver, said)).toMatch(/went back from 5 to 3/);
  });
});
