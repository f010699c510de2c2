import { describe, expect, test } from 'vitest';
import type { LocatedDiagnostic } from '../../../generator/src/diagnostics/diagnostic.js';
import { formatDiagnostic, type Paint, plainPaint } from '../../../generator/src/diagnostics/format-diagnostic.js';
import { sortDiagnostics } from '../../../generator/src/diagnostics/sort-diagnostics.js';
import { marked } from '../../support/marks.js';

const order = marked('    3:\n      customerId: uuid\n      «placedAt»: instant\n    upcast:', 'schemas/order.yaml');

const found: LocatedDiagnostic = {
  code: 'evolve/field-without-source',
  severity: 'error',
  message: 'OrderPlaced version 3 requires placedAt, and nothing says where old events get it.',
  at: order.span,
  related: [],
  help: 'take it from the stored event:   3: { set: { placedAt: $recordedAt } }\nor make it optional:             placedAt?: instant',
};

const format = (diagnostic: LocatedDiagnostic, explain = false): string =>
  formatDiagnostic(diagnostic, { paint: plainPaint, explain });

describe('a diagnostic for people', () => {
  test('has a header, a sentence, a code frame, help and a way to read on', () => {
    expect(format(found, true)).toBe(
      [
        'error  evolve/field-without-source                              schemas/order.yaml:3:7',
        '   OrderPlaced version 3 requires placedAt, and nothing says where old events get it.',
        '',
        '   1 |     3:',
        '   2 |       customerId: uuid',
        '   3 |       placedAt: instant',
        '     |       ^^^^^^^^',
        '   4 |     upcast:',
        '',
        '   help   take it from the stored event:   3: { set: { placedAt: $recordedAt } }',
        '          or make it optional:             placedAt?: instant',
        '   why    npx varve explain evolve/field-without-source',
      ].join('\n'),
    );
  });

  test('without a place has no frame', () => {
    const { help: _, ...bare } = found;
    expect(format({ ...bare, at: undefined, severity: 'warning' })).toBe(
      'warning  evolve/field-without-source\n   OrderPlaced version 3 requires placedAt, and nothing says where old events get it.',
    );
  });

  test('an empty file has a location and no frame', () => {
    const { help: _, ...bare } = found;
    const { span } = marked('«»', 'empty.yaml');
    expect(format({ ...bare, at: span })).not.toContain('|');
  });

  test('shows related places with frames of their own', () => {
    const other = marked('a: «b»', 'schemas/other.yaml');
    expect(format({ ...found, related: [{ at: other.span, message: 'First declared here.' }] })).toContain(
      '   First declared here.  schemas/other.yaml:1:4\n   1 | a: b\n     |    ^',
    );
  });

  test('a long code keeps two blanks before the location', () => {
    const [header] = format({ ...found, code: `evolve/${'x'.repeat(80)}` }).split('\n');
    expect(header).toMatch(/x {2}schemas\/order\.yaml:3:7$/);
  });

  test('names out of files cannot forge lines or colours', () => {
    const text = format({ ...found, message: 'Name \u001b[2J\u202e\u0000 x', help: 'Write \u001b[31m' });
    expect(text).not.toMatch(/[\u0000\u001b\u202e]/);
    expect(text).toContain('Name ␛[2J\ufffd␀ x');
  });

  test('leaves colour to the painter', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const paint: Paint = {
      severity: (severity, text) => `<${severity}>${text}</${severity}>`,
      code: tag('code'),
      location: tag('at'),
      faint: tag('faint'),
      label: tag('label'),
    };
    const text = formatDiagnostic(found, { paint });
    expect(text).toContain('<error>error</error>  <code>evolve/field-without-source</code>');
    expect(text).toContain('<at>schemas/order.yaml:3:7</at>');
    expect(text).toContain('<error>^^^^^^^^</error>');
    expect(text).toContain('<label>help</label>   take');
  });
});

test('sorting goes by file, place, code and message, and does not depend on the order before', () => {
  const at = (path: string, start: number) => ({ file: { path, text: 'abcdef' }, start, end: start + 1 });
  const make = (code: string, span: LocatedDiagnostic['at'], message = ''): LocatedDiagnostic => ({
    code,
    severity: 'error',
    message,
    at: span,
    related: [],
  });
  const sorted = [
    make('z/no-place', undefined),
    make('a/x', at('B.yaml', 5)),
    make('a/x', at('a.yaml', 0), 'first'),
    make('a/x', at('a.yaml', 0), 'second'),
    make('b/x', at('a.yaml', 0)),
    make('a/x', at('a.yaml', 1)),
    make('a/x', at('ä.yaml', 0)),
  ];
  expect(sortDiagnostics([...sorted].reverse())).toEqual(sorted);
  expect(sortDiagnostics([...sorted.slice(3), ...sorted.slice(0, 3)])).toEqual(sorted);
});
