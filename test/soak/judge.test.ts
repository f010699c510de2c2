import { describe, expect, test } from 'vitest';
import { judge } from './judge.js';
import { markList, type Testimony } from './testimony.js';
import {
  name,
  first,
  north,
  second,
  south,
  inOrder,
  storeWith,
  member,
  began,
  writer,
  all,
  page,
  reader,
  archivedStore,
  truncated,
  archiver,
  violationsOf,
  withLog,
  type Written,
} from './planted.js';

describe('a store that kept its promises', () => {
  test('is found to have', async () => {
    const readers = [
      reader(page('all', '-', 2, all.slice(0, 2)), page('all', '-', 9, all.slice(2))),
      member('reader', 'from all - 2', page('all', '-', 9, all.slice(2))),
      member(
        'reader',
        'from kept north -',
        page('kept', 'north', 4, north.slice(0, 1)),
        page('kept', 'north', 9, north.slice(1)),
      ),
      member('reader', 'from outside - -', page('outside', '-', 9, all.slice(2))),
      member(
        'reader',
        `stream - account-1 include open 5 2 1 3 ${markList([...first.slice(1), ...second.slice(0, 1)])}`,
        `stream - account-1 exclude open 5 2 0 2 ${markList([...first.slice(2), ...second.slice(0, 1)])}`,
        `stream north account-1 exclude archived 2 2 0 9 -`,
      ),
      // It was killed before the line was whole.
      { kind: 'reader', lines: ['from all - - .', `page all - 9 ${markList(first)}`] } as const,
    ];
    const waiting = member('archiver', 'step s.0 south account-1 truncate 1', 'refused s.0 checkpoints-behind');
    const refused = member('writer', 'begin a.1.1 north account-1', 'refused a.1.1 stream-closed');
    const verdict = await judge(await archivedStore(), [writer, refused, archiver, waiting, ...readers]);
    expect(verdict).toEqual({
      ...{ events: 9, acknowledged: 4, unknown: 0, refused: 1, pages: 9, moved: 2, held: 1 },
      violations: [],
    });
  });

  test.each([
    ['was not taken', [...truncated], 0],
    ['was taken', [...truncated, 'step r.2 - account-1 truncate 4'], 4],
  ])('may stand where a step without an answer %s', async (_, lines, before) => {
    const store = await storeWith(...inOrder);
    await store.truncateStream(name, { before: Math.max(2, before) });
    expect(await violationsOf(store, writer, member('archiver', ...lines, 'step r.3 - account-1 truncate 3'))).toBe('');
  });
});

describe('what was written', () => {
  test.each<[string, readonly Written[], readonly Testimony[], RegExp]>([
    [
      'an acknowledged batch is lost',
      inOrder.slice(0, 3),
      [writer],
      /a\.2\.0 was acknowledged and does not lie at 0 of south/,
    ],
    [
      'one lies elsewhere',
      [
        ['-', second],
        ['-', first],
        ['north', north],
        ['south', south],
      ],
      [writer],
      /a\.0\.0 was acknowledged and does not lie at 0/,
    ],
    [
      'a part of a batch is there',
      [['-', first.slice(0, 2)]],
      [member('writer', ...began)],
      /a\.0\.0 in - account-1 is torn/,
    ],
    [
      'a batch had failed',
      [['-', first]],
      [member('writer', ...began, 'failed a.0.0')],
      /a\.0\.0 had failed, and is there/,
    ],
    [
      'one was refused by the archive',
      [['-', first]],
      [member('writer', ...began, 'refused a.0.0 stream-closed')],
      /a\.0\.0 had failed, and is there/,
    ],
    ['nobody began it', [['-', first]], [], /Nobody began batch a\.0\.0/],
    [
      'it lies with another tenant',
      [['south', north]],
      [member('writer', ...began)],
      /a\.1\.0 was for north account-1, and lies in south/,
    ],
  ])('is found out when %s', async (_, written, members, expected) => {
    expect(await violationsOf(await storeWith(...written), ...members)).toMatch(expected);
  });

  test('is found out when an event is in the log twice', async () => {
    const store = await storeWith(...inOrder);
    const twice = withLog(store, (events) => [...events, ...events.slice(0, 1)]);
    expect(await violationsOf(twice, writer)).toMatch(/is in the log twice/);
  });
});
