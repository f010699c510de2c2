import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareInstants,
  isDate,
  isDateTime,
  isDuration,
  isInstant,
  isLocalDateTime,
  isTime,
} from '../../../runtime/src/shape/date-formats.js';
import {
  isCleanText,
  isEmail,
  isKnownTimezone,
  isTimezoneName,
  isUri,
  isUuid,
} from '../../../runtime/src/shape/text-formats.js';

const table = (accepts: (text: string) => boolean, good: readonly string[], bad: readonly string[]): void => {
  test.each(good)('accepts %j', (text) => expect(accepts(text)).toBe(true));
  test.each(bad)('refuses %j', (text) => expect(accepts(text)).toBe(false));
};

describe('dates', () => {
  table(
    isDate,
    ['2024-02-29', '2000-02-29', '2026-12-31', '0000-01-01', '9999-12-31', '2026-04-30'],
    ['2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32'].concat([
      '26-01-01',
      '2026-1-1',
      '2026-01-01T',
      ' 2026-01-01',
      '2026-01-01\n',
      '+02026-01-01',
      '2026/01/01',
      '',
      '２０２６-01-01',
    ]),
  );

  test('agree with the calendar on every day of four centuries', () => {
    const wrong: string[] = [];
    for (let year = 1900; year < 2300; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        for (let day = 28; day <= 31; day += 1) {
          const text = `${year}-${String(month).padStart(2, '0')}-${day}`;
          const exists = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text);
          if (isDate(text) !== exists) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('times of day', () => {
  table(
    isTime,
    ['00:00', '23:59', '23:59:59', '12:00:00.1', '12:00:00.123456789'],
    [
      '24:00',
      '24:00:00',
      '23:60',
      '23:59:60',
      '12:00:00.',
      '12:00:00.1234567890',
      '1:00',
      '12:00Z',
      '12',
      '12:00:00,5',
    ],
  );
});

describe('instants', () => {
  table(
    isInstant,
    ['2026-01-01T00:00:00Z', '2026-01-01T23:59:59.999999999Z', '2024-02-29T12:00:00.5Z'],
    [
      '2026-01-01T24:00:00Z',
      '2026-06-30T23:59:60Z',
      '2026-01-01T00:00:00z',
      '2026-01-01t00:00:00Z',
      '2026-01-01 00:00:00Z',
      '2026-01-01T00:00Z',
      '2026-01-01T00:00:00+00:00',
      '2026-01-01T00:00:00',
      '2023-02-29T00:00:00Z',
      '2026-01-01T00:00:00.Z',
    ],
  );

  test('agree with the platform on what it prints', () => {
    const dates = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(dates, (date) => isInstant(date.toISOString())));
  });

  test('never accept what the platform cannot read', () => {
    const digits = fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/);
    fc.assert(fc.property(digits, (text) => isInstant(text) === (parses(text) && sameDay(text))));
  });

  test('compare by time, whatever the digits of their fractions', () => {
    const sorted = [
      '2025-12-31T23:59:59.999999999Z',
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00.000000001Z',
      '2026-01-01T00:00:00.09Z',
      '2026-01-01T00:00:00.1Z',
      '2026-01-01T00:00:00.12Z',
      '2026-01-01T00:00:01Z',
      '2026-01-01T00:00:10Z',
    ];
    for (const [at, a] of sorted.entries()) {
      for (const [to, b] of sorted.entries()) expect(compareInstants(a, b), `${a} ${b}`).toBe(Math.sign(at - to));
    }
    expect(compareInstants('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z')).toBe(0);
    expect(compareInstants('2026-01-01T00:00:00.10Z', '2026-01-01T00:00:00.1Z')).toBe(0);
  });
});

const parses = (text: string): boolean => !Number.isNaN(Date.parse(text));
/** The platform rolls 31 April over, and takes 24:00. */
const sameDay = (text: string): boolean => new Date(text).toISOString().slice(0, 19) === text.slice(0, 19);

describe('dates with times', () => {
  table(
    isDateTime,
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00+01:00', '2026-01-01T00:00:00.5-23:59', '2026-01-01T00:00:00-00:00'],
    [
      '2026-01-01T00:00:00+24:00',
      '2026-01-01T00:00:00+1:00',
      '2026-01-01T00:00:00+0100',
      '2026-01-01T00:00:00',
      '2026-01-01T00:00:00+01:60',
    ],
  );
  table(
    isLocalDateTime,
    ['2026-01-01T00:00:00', '2026-01-01T00:00:00.123'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00', '2026-01-01', '2026-02-30T00:00:00'],
  );
});

describe('durations', () => {
  table(
    isDuration,
    ['P1Y', 'P1Y2M3DT4H5M6S', 'PT0S', 'P3W', 'PT1.5S', 'PT36H', 'P0D', 'P1DT0.000000001S'],
    [
      'P',
      'PT',
      'P1DT',
      '1D',
      'P1W2D',
      'PT1.5H',
      '-P1D',
      'P-1D',
      'P1.5D',
      'PT1S2H',
      'P1H',
      'PT1,5S',
      'p1d',
      'P1Y2M3DT',
      'P1D\n',
    ],
  );
});

describe('UUIDs', () => {
  table(
    isUuid,
    [
      '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11',
      '6F1C0F3E-0A51-4F0E-9D5C-0F6F8A3D2B11',
      '00000000-0000-0000-0000-000000000000',
    ],
    [
      '6f1c0f3e0a514f0e9d5c0f6f8a3d2b11',
      '{6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11}',
      'urn:uuid:6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11',
      '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b1',
      '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11\n',
      '6g1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11',
      '',
    ],
  );

  test('of any version are accepted', () => {
    fc.assert(fc.property(fc.uuid(), isUuid));
  });
});

describe('URIs', () => {
  table(
    isUri,
    [
      'https://example.org',
      'http://a.b/c?d=e#f',
      'urn:isbn:0451450523',
      'mailto:a@b.c',
      'file:///etc/hosts',
      'http://[::1]:8080/',
      'http://user:pw@host:1/%20',
      'a+b-c.d:x',
      'http://[v1.fe]:80',
    ],
    [
      'example.org',
      '//example.org',
      '/path',
      'http://a b',
      'http://ä.de',
      'http://a/%2',
      'http://a/%zz',
      '1a:b',
      ':a',
      '',
      'http://[::1',
      'http://a]b',
      'http://a:8x',
      'http://a#b#c',
      'http://a\\b',
      'http://a/{x}',
    ],
  );

  test('of web addresses are accepted, as the platform accepts them', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        (url) => isUri(url) && new URL(url).href !== '',
      ),
    );
  });

  test('take time in proportion to their length', () => {
    const long = `http://${'a'.repeat(100_000)} `;
    expect(isUri(long)).toBe(false);
  });
});

describe('email addresses', () => {
  table(
    isEmail,
    ['a@b', 'first.last+tag@sub.example.org', "o'brien@example.org", 'x@xn--exmple-cua.de', 'a.@b.c'],
    ['', 'a', '@b', 'a@', 'a@b@c', 'a b@c', 'a@-b', 'a@b-', 'a@b..c', 'ä@b', 'a@b.c\n', `${'a'.repeat(250)}@b.cd`],
  );

  test('of any common form are accepted', () => {
    fc.assert(fc.property(fc.emailAddress(), (address) => isEmail(address) === address.length <= 254));
  });
});

describe('time zones', () => {
  table(
    isKnownTimezone,
    ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3', 'Asia/Kathmandu'],
    ['+01:00', 'Europe/Nowhere', '', 'Europe/Berlin ', 'Mars/Olympus', '../etc', 'UTC+1x'],
  );

  test('of the platform are all accepted', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) expect(isKnownTimezone(zone), zone).toBe(true);
  });

  test('that are unknown here can still be read by name', () => {
    expect(isTimezoneName('Europe/Newly_Founded')).toBe(true);
  });
});

describe('text', () => {
  table(
    isCleanText,
    ['', 'ß', '😀', '\u0001', '\uFEFF'],
    ['\0', 'a\0b', '\uD800', 'a\uDC00', '\uDC00\uD800', '😀\uD83D'],
  );

  test('is clean exactly when it survives UTF-8 and has no NUL', () => {
    const decoder = new TextDecoder();
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0, max: 0xffff })), (text, units) => {
        const any = text + String.fromCharCode(...units);
        expect(isCleanText(any)).toBe(
          !any.includes('\0') && decoder.decode(encoder.encode(any)) === any.replace(/^\uFEFF/, ''),
        );
      }),
    );
  });
});
