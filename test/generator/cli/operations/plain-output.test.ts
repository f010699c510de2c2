import fc from 'fast-check';
import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { jsonLine, StoredJson, storedFields } from '../../../../generator/src/cli/operations/json-line.js';
import { momentFrom } from '../../../../generator/src/cli/operations/moment.js';
import { cellsOf, fitted, plainJson, plainText } from '../../../../generator/src/cli/operations/plain-text.js';
import { shownJson } from '../../../../generator/src/cli/operations/shown-json.js';
import { printTable } from '../../../../generator/src/cli/operations/table.js';
import { placesBetween, workNameOf } from '../../../../generator/src/cli/operations/work-names.js';

const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const anything = fc.string({ unit: 'binary' });

describe('text of others', () => {
  test('is one line without anything that a terminal obeys', () => {
    expect(plainText('\u001b[31mred\r\nnext\u202e')).toBe('␛[31mred␊next\ufffd');
    fc.assert(
      fc.property(anything, (text) => {
        expect(plainText(text)).not.toMatch(/[\n]|[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }),
    );
  });

  test('is cut to columns, wide characters counted twice', () => {
    expect(fitted('abcdef', 6)).toBe('abcdef');
    expect(fitted('abcdefg', 6)).toBe('abcde…');
    expect(fitted('日本語日本語', 6)).toBe('日本…');
    fc.assert(
      fc.property(anything, fc.integer({ min: 2, max: 40 }), (text, width) => {
        expect(cellsOf(fitted(plainText(text), width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('JSON of others', () => {
  test('means what it meant, and holds nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = plainJson(JSON.stringify(value));
        expect(text).not.toMatch(unsafe);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('keeps all digits on one line, and what is none is a text of another name', () => {
    const data = '{\n  "exact": 12345678901234567890.10\r\n}';
    expect(jsonLine({ a: 1, left: undefined, ...storedFields('data', data) })).toBe(
      '{"a":1,"data":{   "exact": 12345678901234567890.10  }}',
    );
    expect(jsonLine(storedFields('data', 'no \u009b JSON'))).toBe('{"dataText":"no \\u009b JSON"}');
    expect(jsonLine({ list: [new StoredJson('1.0'), 'x', true] })).toBe('{"list":[1.0,"x",true]}');
  });

  test('is indented without a digit lost, and a long one cut with a word saying so', () => {
    expect(shownJson('{"a":[1.50,1e400]}')).toBe('{\n  "a": [\n    1.50,\n    1e400\n  ]\n}');
    expect(shownJson('no JSON \u001b[2J')).toBe('no JSON ␛[2J');
    const long = shownJson(`"${'x'.repeat(50_000)}"`);
    expect(long).toMatch(/x… \(cut: 50 thousand characters in all, --full shows them\)$/);
    expect(long.length).toBeLessThan(4_100);
    expect(shownJson(`"${'x'.repeat(50_000)}"`, { whole: true })).toHaveLength(50_002);
  });
});

describe('a table', () => {
  const colors = createColors(false);
  const print = (rows: readonly (readonly [string, string, string])[], width?: number): readonly string[] => {
    const lines: string[] = [];
    const columns = [
      { title: 'NAME', cell: ([name]: readonly [string, string, string]) => name },
      { title: 'COUNT', cell: ([, count]: readonly [string, string, string]) => count, align: 'right' as const },
      { title: 'MORE', cell: ([, , more]: readonly [string, string, string]) => more },
    ];
    printTable(rows, columns, { result: (text) => lines.push(text), paint: { result: colors, status: colors }, width });
    return lines;
  };

  test('is aligned, wide characters and hostile ones counted as they are shown', () => {
    expect(
      print([
        ['日本', '1', 'a'],
        ['\u001b[31m', '100', ''],
      ]),
    ).toEqual(['NAME   COUNT  MORE', '日本       1  a', '␛[31m    100']);
  });

  test('leaves out columns without anything in them, and ends where the terminal does', () => {
    expect(print([['abc', '', 'defghijkl']], 10)).toEqual(['NAME  MORE', 'abc   def…']);
  });
});

describe('a moment', () => {
  test.each<[string, number]>([
    ['2027-01-31', Date.UTC(2027, 0, 31)],
    ['2027-01-31T12:00:00Z', Date.UTC(2027, 0, 31, 12)],
    ['2027-01-31T12:00:00.5+01:00', Date.UTC(2027, 0, 31, 11, 0, 0, 500)],
    ['90s', 1e12 - 90_000],
    ['2h', 1e12 - 7_200_000],
    ['7d', 1e12 - 604_800_000],
  ])('%s', (text, moment) => expect(momentFrom('--since', text, 1e12)).toBe(moment));

  test.each(['', 'now', '2h30m', '2027-13-01', '2027-01-31T12:00', '1e3', '-2h', '2027-01-31T12:00:00Z; rm'])(
    '%j is none',
    (text) => expect(() => momentFrom('--since', text)).toThrow(/--since is an instant/),
  );
});

describe('a name of work', () => {
  test('says whose it is', () => {
    expect(workNameOf('projection:a.B@f00~2#3/8')).toEqual({
      kind: 'projection',
      name: 'a.B',
      hash: 'f00~2',
      slice: '3/8',
    });
    expect(workNameOf('projection:a.B@f00')).toEqual({ kind: 'projection', name: 'a.B', hash: 'f00' });
    expect(workNameOf('process:a.B')).toMatchObject({ kind: 'process', name: 'a.B' });
    expect(workNameOf('projection:odd')).toEqual({ kind: 'processor', name: 'projection:odd' });
  });

  test('is behind by places that are numbers, and by nobody knows how many otherwise', () => {
    expect(placesBetween('9', '12')).toBe(3);
    expect(placesBetween(undefined, '12')).toBe(12);
    expect(placesBetween('9', undefined)).toBe(0);
    expect(placesBetween('13', '12')).toBe(0);
    expect(placesBetween('0x9', '12')).toBeUndefined();
  });
});
