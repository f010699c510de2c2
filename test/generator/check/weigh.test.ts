import { describe, expect, test } from 'vitest';
import { applySeverities, settableCodes, weigh } from '../../../generator/src/check/weigh.js';
import type { RuleSeverities } from '../../../generator/src/check/rule.js';
import type { GeneratorConfig, Waiver } from '../../../generator/src/config/generator-config.js';
import { loadConfig } from '../../../generator/src/config/load-config.js';
import { report as mergeReport } from '../../../generator/src/merge/merge-messages.js';
import { diagnose } from '../../support/diagnose.js';
import { expectDiagnostics, expectValue } from '../../support/expect-diagnostics.js';
import { settableInTables } from '../../support/known-codes.js';
import { marked } from '../../support/marks.js';
import { bindFiles, order } from '../bind/bind-yaml.js';

const schema = `varve: 1
context: ordering
aggregate: Order
id: { orderId: uuid }
style: log
types: { Sku: string, Name: string, "A1": { fields: { a: string } } }
events: { OrderPlaced: { 1: {} } }
`;

async function found(config: string, text = schema, path = 'schemas/order.yaml'): Promise<readonly string[]> {
  const diagnostics = await diagnose({ 'varve.config.yaml': config, [path]: text });
  return diagnostics.map(({ code, message }) => `${code} ${message.replace(/.* (\S+)\.$/, '$1')}`);
}

const all = ['check/unused-type Sku', 'check/unused-type Name', 'check/unused-type A1'];
const waiver = (...lines: readonly string[]): string =>
  `waivers:\n  - code: check/unused-type\n    reason: Later.\n${lines.map((line) => `    ${line}\n`).join('')}`;

describe('a waiver', () => {
  test('holds everywhere', async () => {
    expect(await found('')).toEqual(all);
    expect(await found(waiver())).toEqual([]);
  });

  test('holds in a file', async () => {
    expect(await found(waiver('file: schemas/order.yaml'))).toEqual([]);
    expect(await found(waiver('file: schemas/other.yaml'))).toEqual([
      ...all,
      expect.stringContaining('check/waiver-unused') as string,
    ]);
  });

  test('holds at a place, and below it', async () => {
    expect(await found(waiver('at: /types/Sku'))).toEqual(all.slice(1));
    expect(await found(waiver('at: /types'))).toEqual([]);
  });

  test('does not hold at a place that starts with the same letters', async () => {
    expect(await found(waiver('at: /types/A'))).toEqual([...all, expect.stringContaining('waiver-unused') as string]);
  });

  test('names keys with / and ~ as pointers do', async () => {
    const text = schema.replace('1: {} }', '1: { "a/b~c": string } }');
    const config = (at: string): string =>
      `rules: { check/field-undescribed: info, check/unused-type: off }\nwaivers: [{ code: check/field-undescribed, at: ${at}, reason: x }]`;
    expect(await found(config('/events/OrderPlaced/1/a~1b~0c'), text)).toEqual(['check/field-undescribed description']);
    expect(await found(config('/events/OrderPlaced/1'), text)).toEqual(['check/field-undescribed description']);
  });

  test('holds for what the configuration made an error of', async () => {
    expect(await found(`rules: { check/unused-type: error }\n${waiver('at: /types/Sku')}`)).toEqual(all.slice(1));
  });

  test('never holds for what is wrong', async () => {
    const config = 'waivers: [{ code: bind/unknown-type, reason: No. }]';
    expect(await found(config, schema.replace('Sku: string', 'Sku: strin'))).toEqual([
      expect.stringContaining('bind/unknown-type') as string,
      expect.stringContaining('check/unknown-rule') as string,
    ]);
  });

  test('is not called unused when nobody looked', async () => {
    const merge = 'waivers: [{ code: merge/orphan-member, reason: x }, { code: check/unused-type, reason: x }]';
    // Only schemas are judged here, so that nothing was merged.
    expect(await found(merge)).toEqual([]);
    expect(await found(merge, 'varve: 1\n')).toEqual([expect.stringContaining('validate/missing-key') as string]);
  });

  test('holds up to its last day', async () => {
    expect(await found(waiver('until: 2026-11-22'))).toEqual([]);
    expect(await found(waiver('until: 2026-11-21'))).toEqual([
      ...all,
      expect.stringContaining('check/waiver-expired') as string,
    ]);
  });

  test('that is unused or over is pointed at', async () => {
    const config = marked(
      'waivers:\n  - «code: check/slow-pattern\n    reason: x»\n  - «{ code: check/unused-type, reason: x, until: 2020-01-01 }»\nrules: { check/unused-type: off }\n',
      'varve.config.yaml',
    );
    const [unused, over] = config.spans;
    if (unused === undefined || over === undefined) throw new Error('A mark is gone.');
    expectDiagnostics(await diagnose({ 'varve.config.yaml': config.text, 'schemas/order.yaml': schema }), [
      { code: 'check/waiver-unused', severity: 'warning', span: unused },
      { code: 'check/waiver-expired', severity: 'warning', span: over },
    ]);
  });
});

describe('a waiver is refused', () => {
  test.each<[string, string, string]>([
    ['without a reason', '«waivers»: [{ code: check/unused-type }]', 'missing-key'],
    ['with an empty reason', 'waivers: [{ code: check/unused-type, reason: «" "» }]', 'bad-name'],
    ['without a code', 'waivers: [{ reason: x }]', 'missing-key'],
    ['with a code that has no stage', 'waivers: [{ code: «unused», reason: x }]', 'bad-name'],
    ['with a day that is none', 'waivers: [{ code: a/b, reason: x, until: «2027-13-01» }]', 'bad-name'],
    ['with another form of a day', 'waivers: [{ code: a/b, reason: x, until: «tomorrow» }]', 'bad-name'],
    ['with a place that is no pointer', 'waivers: [{ code: a/b, reason: x, at: «types.Sku» }]', 'bad-name'],
    ['with a file outside', 'waivers: [{ code: a/b, reason: x, file: «../a.yaml» }]', 'bad-name'],
    ['with a misspelt key', 'waivers: [{ code: a/b, reason: x, «untill»: 2027-01-01 }]', 'unknown-key'],
    ['as a mapping', 'waivers: «{ check/unused-type: x }»', 'wrong-kind'],
    ['as a text', 'waivers: [«check/unused-type»]', 'wrong-kind'],
  ])('%s', (_what, text, code) => {
    const { file, spans } = marked(text, 'varve.config.yaml');
    const span = code === 'missing-key' ? undefined : spans[0];
    expectDiagnostics(loadConfig({ root: '/project', file }), [
      { code: `config/${code}`, ...(span === undefined ? {} : { span }) },
    ]);
  });
});

describe('codes of the configuration', () => {
  test.each([
    ['rules: { «check/unused-typ»: off }', 'Did you mean check/unused-type?'],
    ['rules: { «bind/unknown-type»: off }', 'Errors cannot; varve explain lists all codes.'],
    ['rules: { «check/constructor»: off }', 'Errors cannot; varve explain lists all codes.'],
    ['waivers: [{ code: «check/unused-typ», reason: x }]', 'Did you mean check/unused-type?'],
  ])('%s', async (text, help) => {
    const { file, span } = marked(text, 'varve.config.yaml');
    const schemas = { 'schemas/order.yaml': schema.replace(/types:.*\n/, '') };
    expectDiagnostics(await diagnose({ 'varve.config.yaml': file.text, ...schemas }), [
      { code: 'check/unknown-rule', severity: 'error', span, help },
    ]);
  });

  test('those that can be set are exactly those that are no errors', () => {
    expect(new Set(settableCodes)).toEqual(new Set(settableInTables));
  });
});

describe('severities', () => {
  test('what other stages say can be silenced, errors cannot', () => {
    const orphan = mergeReport(
      'orphan-member',
      { member: 'decide.Place', path: 'src/order/order.decider.ts' },
      undefined,
    );
    const { diagnostics: errors } = bindFiles([
      { path: 'a.yaml', text: order('events: { Placed: { 1: { by: strin } } }') },
    ]);
    const diagnostics = [orphan, ...errors];
    const shown = (severities: RuleSeverities): readonly string[] =>
      applySeverities(diagnostics, severities).map(({ code, severity }) => `${severity} ${code}`);
    expect(shown({})).toEqual(['info merge/orphan-member', 'error bind/unknown-type']);
    expect(shown({ 'merge/orphan-member': 'off', 'bind/unknown-type': 'off' })).toEqual(['error bind/unknown-type']);
    expect(shown({ 'merge/orphan-member': 'error' })).toEqual(['error merge/orphan-member', 'error bind/unknown-type']);
  });

  test('what is said about waivers can be set as well', () => {
    const waivers: readonly Waiver[] = [{ code: 'check/unused-type', reason: 'x' }];
    const config = (rules: GeneratorConfig['rules']): GeneratorConfig => ({
      ...expectValue(loadConfig({ root: '/project', file: undefined })),
      rules,
      waivers,
    });
    const codes = (rules: GeneratorConfig['rules']): readonly string[] =>
      weigh([], { config: config(rules), today: undefined, stages: ['check'] }).map(
        ({ code, severity }) => `${severity} ${code}`,
      );
    expect(codes({})).toEqual(['warning check/waiver-unused']);
    expect(codes({ 'check/waiver-unused': 'error' })).toEqual(['error check/waiver-unused']);
    expect(codes({ 'check/waiver-unused': 'off' })).toEqual([]);
  });
});
