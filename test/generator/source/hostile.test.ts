import { describe, expect, test } from 'vitest';
import type { LocatedDiagnostic } from '../../../generator/src/diagnostics/diagnostic.js';
import { child, root } from '../../../generator/src/diagnostics/place.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import { loadThoroughly } from '../../../generator/src/source/load-thoroughly.js';
import { locate } from '../../../generator/src/source/locate.js';
import { expectDiagnostics, expectValue } from '../../support/expect-diagnostics.js';

const load = (text: string) => loadDocument({ path: 'schemas/test.yaml', text });

/** In milliseconds of CPU, so that a busy machine changes nothing. A careless reader needs minutes, or all memory. */
const quickly = 5_000;

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Each of these would hang, overflow the stack or fill the memory of a careless reader. */
const refused: readonly [string, () => string, string][] = [
  ['10,000 open lists', () => '['.repeat(10_000), 'too-deep'],
  ['10,000 open mappings', () => '{a: '.repeat(10_000), 'too-deep'],
  [
    '2,000 nested blocks',
    () => Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'too-deep',
  ],
  ['10,000 nested items', () => `${'- '.repeat(10_000)}x`, 'too-deep'],
  ['10,000 explicit keys', () => '? '.repeat(10_000), 'too-deep'],
  ['100 million characters', () => `a: "${'x'.repeat(100_000_000)}"`, 'too-large'],
  ['an alias bomb', () => bomb(30, 10), 'alias-bomb'],
  ['a deep chain of aliases', () => bomb(500, 1), 'too-deep'],
  ['four million characters without an end', () => `a: "${'x'.repeat(4_000_000)}`, 'unclosed-text'],
  ['four million escapes without an end', () => `a: "${'\\n'.repeat(2_000_000)}`, 'unclosed-text'],
  ['a hundred thousand lists without an end', () => `a: [\n${' [],\n'.repeat(100_000)}`, 'unclosed'],
  ['closing brackets without a block text', () => `a: [\n${'  [\n],\n'.repeat(50_000)}`, 'unclosed'],
  ['a null byte', () => 'a: \u0000', 'control-character'],
];

describe('hostile texts are refused with an answer, quickly', () => {
  test.each(refused)('%s', (_what, text, code) => {
    const hostile = text();
    const cpu = cpuOf(() => expectDiagnostics(load(hostile), [{ code: `source/${code}` }]));
    expect(cpu).toBeLessThan(quickly);
  });

  test.each(refused)('%s, when everything that is wrong is wanted', (_what, text, code) => {
    const file = { path: 'schemas/test.yaml', text: text() };
    let first: string | undefined;
    const cpu = cpuOf(() => {
      first = loadThoroughly(file).diagnostics[0]?.code;
    });
    expect(first).toBe(`source/${code}`);
    expect(cpu).toBeLessThan(quickly);
  });

  test.each<[string, () => string, number]>([
    ['a line of 100,000 colons', () => `b: @\n${'a: '.repeat(100_000)}`, 1],
    ['40,000 mistakes', () => 'k: @x\n'.repeat(40_000), 1],
    ['1,000 mistakes', () => 'k: @x\n'.repeat(1_000), 20],
    ['50,000 open lists after a mistake', () => `b: @\na: ${'['.repeat(50_000)}`, 2],
    ['lists without an end after a mistake', () => `b: @\na: [\n${' [],\n'.repeat(8_000)}c: d: e\n`, 3],
  ])('%s', (_what, text, count) => {
    const file = { path: 'schemas/test.yaml', text: text() };
    let found = 0;
    const cpu = cpuOf(() => {
      found = loadThoroughly(file).diagnostics.length;
    });
    expect(found).toBe(count);
    expect(cpu).toBeLessThan(quickly);
  });

  test('a finding in five million brackets is at the start of the file, as their positions would fill the memory', () => {
    const file = { path: 'schemas/test.yaml', text: `a: [${'[],'.repeat(1_600_000)}]` };
    const place = child(child(root(file), 'a'), 7);
    let found: readonly LocatedDiagnostic[] = [];
    const cpu = cpuOf(() => {
      found = locate([{ code: 'x/y', severity: 'error', message: 'Here.', at: place, related: [] }]);
    });
    expect(found[0]?.at?.start).toBe(0);
    expect(cpu).toBeLessThan(quickly);
  });

  test('a hundred thousand duplicate keys are a hundred findings', () => {
    const found = load(`a: {${'b: 1, '.repeat(100_000)}}`);
    expect(found.diagnostics).toHaveLength(100);
    expect(locate(found.diagnostics)).toHaveLength(100);
  });
});

describe('large texts that mean something are read', () => {
  test('a text of four million characters', () => {
    const text = 'x'.repeat(4_000_000);
    expect(expectValue(load(`a: "${text}"`)).value).toEqual({ a: text });
  });

  test('a hundred thousand keys', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `key${String(index)}: ${String(index)}`);
    const { value } = expectValue(load(keys.join('\n')));
    expect(Object.keys(value ?? {})).toHaveLength(100_000);
  });

  test('many closing brackets in the column of their key', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${String(index)}: {\n  a: b\n}`).join('\n');
    expect(Object.keys(expectValue(load(text)).value ?? {})).toHaveLength(20_000);
  });

  test('aliases within the bound', () => {
    expect(expectValue(load(bomb(5, 8))).value).toBeTypeOf('object');
  });
});

/** Each anchor holds the one before several times. */
function bomb(levels: number, times: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const before = level === 0 ? 'x' : `*a${String(level - 1)}`;
    return `k${String(level)}: &a${String(level)} [${Array.from({ length: times }, () => before).join(', ')}]`;
  });
  return lines.join('\n');
}
