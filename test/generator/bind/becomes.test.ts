import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/diagnose.js';
import { expectDiagnostics, type ExpectedDiagnostic } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';
import { bound, expectFindings, order } from './bind-yaml.js';

const events = (...lines: readonly string[]): string =>
  order(`events:\n${lines.map((line) => `  ${line}\n`).join('')}`);

describe('an event becomes others', () => {
  test('in the order in which they are read, each in a version of its own', () => {
    const model = bound(events('A: { 1: {}, becomes: [C@2, B@1, C@1] }', 'B: { 1: {} }', 'C: { 1: {}, 2: {} }'))
      .contexts[0]?.aggregates[0]?.events;
    expect(
      model?.map(({ name, becomes }) => [name, becomes?.map(({ event, schemaVersion }) => [event, schemaVersion])]),
    ).toEqual([
      [
        'A',
        [
          ['C', 2],
          ['B', 1],
          ['C', 1],
        ],
      ],
      ['B', undefined],
      ['C', undefined],
    ]);
    expect(model?.[0]?.becomes?.[1]?.place).toMatchObject({ key: 1, at: 'value', parent: { key: 'becomes' } });
  });

  test('which may be retired, ignored or replaced themselves: a release cannot be taken back', () => {
    bound(
      events(
        'A: { 1: {}, becomes: [B@1, C@1, D@1], retired: Long ago. }',
        'B: { 1: {}, retired: Since then. }',
        'C: { 1: {}, ignored: Noise. }',
        'D: { 1: {}, becomes: [B@1, C@1] }',
      ),
    );
  });

  test('that are declared, in a version that is', () => {
    expectFindings(events('A: { 1: {}, becomes: [«Cloesd@1», «Gone@1», «Closed@2»] }', 'Closed: { 1: {} }'), [
      { code: 'bind/becomes-unknown-event', help: 'Did you mean Closed?' },
      { code: 'bind/becomes-unknown-event', message: 'A becomes Gone, which is no event of Order.' },
      { code: 'bind/unknown-schema-version', message: 'Closed has no version 2; it has 1.' },
    ]);
  });

  test('each version once', () => {
    expectFindings(events('A: { 1: {}, becomes: [B@1, B@2, «B@1»] }', 'B: { 1: {}, 2: {} }'), [
      { code: 'bind/listed-twice', message: 'A lists B@1 twice.' },
    ]);
  });

  test('but is not skipped at the same time', () => {
    expectFindings(events('A: { 1: {}, ignored: Noise., «becomes»: [B@1] }', 'B: { 1: {} }'), [
      { code: 'bind/becomes-ignored' },
    ]);
  });

  test.each<[string, readonly string[], string]>([
    ['itself', ['A: { 1: {}, becomes: [«A@1»] }'], 'A → A'],
    ['itself in another version', ['A: { 1: {}, 2: {}, becomes: [«A@1»] }'], 'A → A'],
    ['another that becomes it', ['A: { 1: {}, becomes: [B@1] }', 'B: { 1: {}, becomes: [«A@1»] }'], 'A → B → A'],
    [
      'a circle that it is no part of',
      [
        'A: { 1: {}, becomes: [B@1] }',
        'B: { 1: {}, becomes: [C@1] }',
        'C: { 1: {}, becomes: [D@1, «B@1»] }',
        'D: { 1: {} }',
      ],
      'B → C → B',
    ],
  ])('never %s', (_what, lines, way) => {
    const [event] = way.split(' ');
    expectFindings(events(...lines), [
      { code: 'bind/becomes-cycle', message: `${event ?? ''} would become itself again: ${way}.` },
    ]);
  });

  test('two ways to one event are no circle', () => {
    bound(events('A: { 1: {}, becomes: [B@1, C@1] }', 'B: { 1: {}, becomes: [C@1] }', 'C: { 1: {} }'));
  });

  test('and is not emitted any more', () => {
    expectFindings(
      order('events: { «A»: { 1: {}, becomes: [B@1] }, B: { 1: {} } }\ncommands: { C: { 1: {}, emits: [«A», B] } }'),
      [
        {
          code: 'bind/event-not-emitted-any-more',
          message: 'C emits A, which is replaced by others.',
          mark: 1,
          related: [0],
        },
      ],
    );
  });
});

describe('writeAs', () => {
  const schema = marked(
    events(
      'OrderPlaced: { 1: {}, 2: {} }',
      'OrderMoved: { 1: {}, stored: moved }',
      '«OrderGone»: { 1: {}, retired: Gone. }',
      '«OrderNoise»: { 1: {}, ignored: Noise. }',
      '«OrderMerged»: { 1: {}, becomes: [OrderPlaced@1] }',
    ).replace('events:', 'style: log\nevents:'),
    'schemas/test.yaml',
  );

  type Expected = Omit<ExpectedDiagnostic, 'related'> & { readonly related?: number };

  /** Findings at the marks of the entries, in turn. `related` counts the marks of the schema. */
  async function expectWriteAs(entries: string, expected: readonly Expected[]): Promise<void> {
    const { file, spans } = marked(`writeAs: { ${entries} }\n`, 'varve.config.yaml');
    const found = await diagnose({ 'schemas/test.yaml': schema.text, 'varve.config.yaml': file.text });
    const wanted = expected.map(({ related, ...rest }, index): ExpectedDiagnostic => {
      const span = spans[index] ?? expect.fail('a mark is missing');
      return { ...rest, span, ...(related === undefined ? {} : { related: schema.spans.slice(related, related + 1) }) };
    });
    expectDiagnostics(found, wanted);
  }

  test('names events by the name they are stored with, and versions they have', async () => {
    await expectWriteAs('ordering.OrderPlaced: 1, moved: 1', []);
    await expectWriteAs('ordering.OrderPlaced: 2', []);
    await expectWriteAs('ordering.OrderPlaced: «3»', [
      { code: 'bind/unknown-schema-version', message: 'ordering.OrderPlaced has no version 3; it has 1 and 2.' },
    ]);
  });

  test.each([
    ['ordering.OrderPlacd', 'Did you mean ordering.OrderPlaced?'],
    ['OrderPlaced', 'Did you mean ordering.OrderPlaced?'],
    ['ordering.OrderMoved', 'Did you mean moved?'],
    ['shipping.OrderPlaced', 'Did you mean ordering.OrderPlaced?'],
    ['shipping.ParcelLost', undefined],
    ['toString', undefined],
  ])('%s is no event', async (name, help) => {
    await expectWriteAs(`«${name}»: 1`, [
      { code: 'bind/write-as-unknown-event', ...(help === undefined ? {} : { help }) },
    ]);
  });

  test.each([
    ['OrderGone', 'retired', 0],
    ['OrderNoise', 'ignored', 1],
    ['OrderMerged', 'replaced by others', 2],
  ])('%s is not written any more', async (name, reason, related) => {
    const message = `writeAs names ordering.${name}, which is ${reason} and not written any more.`;
    await expectWriteAs(`«ordering.${name}»: 1`, [{ code: 'bind/write-as-not-written', message, related }]);
  });
});
