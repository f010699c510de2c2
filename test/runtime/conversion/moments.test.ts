import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateToInstant } from '../../../runtime/src/conversion/date-to-instant.js';
import {
  epochMillisecondsToInstant,
  epochSecondsToInstant,
  parseInstant,
} from '../../../runtime/src/conversion/moments.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { isInstant } from '../../../runtime/src/shape/date-formats.js';

const refused = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    return isRuntimeError(error, 'failed-conversion');
  }
};

test.each<[number | bigint, string]>([
  [0, '1970-01-01T00:00:00Z'],
  [-0, '1970-01-01T00:00:00Z'],
  [1, '1970-01-01T00:00:00.001Z'],
  [-1, '1969-12-31T23:59:59.999Z'],
  [-1000, '1969-12-31T23:59:59Z'],
  [-1500, '1969-12-31T23:59:58.5Z'],
  [1_700_000_000_120, '2023-11-14T22:13:20.12Z'],
  [1_700_000_000_120n, '2023-11-14T22:13:20.12Z'],
  [0.25, '1970-01-01T00:00:00.00025Z'],
  [-0.25, '1969-12-31T23:59:59.99975Z'],
  [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
  [-62_167_219_200_000, '0000-01-01T00:00:00Z'],
])('%s milliseconds are %s', (milliseconds, instant) => {
  expect(epochMillisecondsToInstant(milliseconds)).toBe(instant);
  expect(isInstant(instant)).toBe(true);
});

test.each<[number | bigint, string]>([
  [0, '1970-01-01T00:00:00Z'],
  [1_700_000_000.5, '2023-11-14T22:13:20.5Z'],
  [-0.5, '1969-12-31T23:59:59.5Z'],
  [-1, '1969-12-31T23:59:59Z'],
  [951_782_400n, '2000-02-29T00:00:00Z'],
  [253_402_300_799, '9999-12-31T23:59:59Z'],
])('%s seconds are %s', (seconds, instant) => {
  expect(epochSecondsToInstant(seconds)).toBe(instant);
});

test.each([253_402_300_800_000, -62_167_219_200_001, Number.NaN, Infinity, 1e300, 0.0000001])(
  '%d milliseconds are no instant that can be kept',
  (milliseconds) => expect(refused(() => epochMillisecondsToInstant(milliseconds))).toBe(true),
);

test('whole milliseconds are what the platform makes of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (milliseconds) => {
      const instant = epochMillisecondsToInstant(milliseconds);
      expect(isInstant(instant)).toBe(true);
      expect(Date.parse(instant)).toBe(milliseconds);
    }),
  );
});

test.each<[string, string | undefined]>([
  ['2026-02-28T23:59:59Z', '2026-02-28T23:59:59Z'],
  ['2026-02-28T23:59:59.120Z', '2026-02-28T23:59:59.120Z'],
  ['2026-03-01T00:30:00+01:00', '2026-02-28T23:30:00Z'],
  ['2026-02-28T23:30:00.123456789-01:00', '2026-03-01T00:30:00.123456789Z'],
  ['2026-02-28T12:00:00+05:45', '2026-02-28T06:15:00Z'],
  ['2026-02-28T12:00:00-00:30', '2026-02-28T12:30:00Z'],
  ['1969-12-31T23:59:59.9+00:00', '1969-12-31T23:59:59.9Z'],
  ['9999-12-31T23:59:59-00:01', undefined],
  ['0000-01-01T00:00:00+00:01', undefined],
  ['2026-02-29T00:00:00Z', undefined],
  ['2026-02-28T24:00:00Z', undefined],
  ['2026-02-28T23:59:60Z', undefined],
  ['2026-02-28T23:59:59', undefined],
  ['2026-02-28', undefined],
  ['2026-02-28 23:59:59Z', undefined],
  ['2026-02-28t23:59:59z', undefined],
  ['1700000000', undefined],
  ['', undefined],
])('the text %j is the instant %s', (text, instant) => {
  expect(parseInstant(text)).toBe(instant);
});

/** Starts of days, as the histories of these zones have them. */
const starts: readonly (readonly [string, string, string])[] = [
  ['2026-01-15', 'UTC', '2026-01-15T00:00:00Z'],
  ['2026-01-15', 'Europe/Berlin', '2026-01-14T23:00:00Z'],
  ['2026-07-15', 'Europe/Berlin', '2026-07-14T22:00:00Z'],
  // The days on which clocks change later than midnight.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z'],
  ['2026-01-15', 'Asia/Kathmandu', '2026-01-14T18:15:00Z'],
  ['1985-12-31', 'Asia/Kathmandu', '1985-12-30T18:30:00Z'],
  // Clocks jump over midnight: the day starts at 01:00.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['2018-11-05', 'America/Sao_Paulo', '2018-11-05T02:00:00Z'],
  // Clocks go back from midnight into the evening before: midnight comes an hour later.
  ['2019-02-17', 'America/Sao_Paulo', '2019-02-17T03:00:00Z'],
  // Midnight comes twice: the first one counts.
  ['2023-11-05', 'America/Havana', '2023-11-05T04:00:00Z'],
  ['2006-10-29', 'America/St_Johns', '2006-10-29T02:30:00Z'],
  // A day that never was starts with the day after it.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  // Local mean time had seconds.
  ['1890-01-01', 'Europe/Berlin', '1889-12-31T23:06:32Z'],
  ['2026-01-15', 'Pacific/Kiritimati', '2026-01-14T10:00:00Z'],
  ['2026-01-15', 'Etc/GMT+12', '2026-01-15T12:00:00Z'],
  ['9999-12-31', 'UTC', '9999-12-31T00:00:00Z'],
  ['0000-01-01', 'UTC', '0000-01-01T00:00:00Z'],
];

test.each(starts)('%s in %s starts at %s', (date, zone, instant) => {
  expect(dateToInstant(date, zone)).toBe(instant);
  expect(dateToInstant(date, zone)).toBe(instant);
});

describe('a day has no start', () => {
  test.each([
    ['2026-02-29', 'UTC'],
    ['2026-1-1', 'UTC'],
    ['', 'UTC'],
    ['2026-01-01', 'Mars/Olympus'],
    ['2026-01-01', ''],
    ['0000-01-01', 'Asia/Tokyo'],
  ])('%j in %j', (date, zone) => {
    expect(refused(() => dateToInstant(date, zone))).toBe(true);
    expect(refused(() => dateToInstant(date, zone))).toBe(true);
  });
});

test('the start of a day is the first moment that shows its date, in any zone', { timeout: 60_000 }, () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const shown = (zone: string, instant: number): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: -10_000, max: 24_000 }), (zone, days) => {
      const date = new Date(days * 86_400_000).toISOString().slice(0, 10);
      const start = Date.parse(dateToInstant(date, zone));
      expect(shown(zone, start) >= date).toBe(true);
      // Once it may have been later for a moment and earlier again, but not in the hours before.
      for (const before of [1_000, 3_600_000, 6 * 3_600_000]) expect(shown(zone, start - before) < date).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the zone that the machine is in plays no part', { timeout: 60_000 }, async () => {
  const entry = (name: string) => fileURLToPath(new URL(`../../../runtime/src/conversion/${name}.ts`, import.meta.url));
  const program = `
    import { dateToInstant } from ${JSON.stringify(entry('date-to-instant'))};
    import { epochMillisecondsToInstant, parseInstant } from ${JSON.stringify(entry('moments'))};
    const starts = ${JSON.stringify(starts)};
    console.log(JSON.stringify([
      starts.map(([date, zone]) => dateToInstant(date, zone)),
      epochMillisecondsToInstant(-1500),
      parseInstant('2018-11-04T00:30:00-03:00'),
      new Date(2018, 10, 4).getTimezoneOffset(),
    ]));`;
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: '/', loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    platform: 'node',
  });
  const answers = ['UTC', 'America/Sao_Paulo', 'Asia/Kathmandu'].map((TZ) => {
    const input = outputFiles[0]?.text ?? '';
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-'], {
      input,
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    return JSON.parse(stdout) as readonly [string[], string, string, number];
  });
  const expected = [starts.map(([, , instant]) => instant), '1969-12-31T23:59:58.5Z', '2018-11-04T03:30:00Z'];
  expect(answers.map(([...all]) => all.slice(0, 3))).toEqual([expected, expected, expected]);
  // Canary: the machines were in different zones.
  expect(new Set(answers.map(([, , , offset]) => offset)).size).toBe(3);
});
