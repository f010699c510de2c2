import { expect, test } from 'vitest';
import { rules } from '../../../generator/src/check/rules.js';
import { applySeverities, runRules } from '../../../generator/src/check/run-rules.js';
import type { RuleSeverities } from '../../../generator/src/check/rule.js';
import type { DomainModel } from '../../../generator/src/model/domain-model.js';
import { bindFiles, bound, order } from '../bind/bind-yaml.js';

const model: DomainModel = bound(
  order(`
types: { Sku: { type: string, pattern: "(a+)+" } }
events: { Placed: { 1: {} }, Shipped: { 1: {} } }
rejections: { Refused: {} }
commands: { Place: { emits: [Placed], 1: {} }, Touch: { 1: {} } }
`),
);

const codes = (severities?: RuleSeverities): readonly string[] =>
  runRules(model, severities).map(({ code, severity }) => `${severity} ${code}`);

test('all rules speak, each with its own severity', () => {
  expect(codes()).toEqual([
    'info check/command-without-effect',
    'info check/event-never-emitted',
    'info check/rejection-never-used',
    'warning check/slow-pattern',
    'info check/unused-type',
  ]);
});

test('the configuration raises, lowers and drops findings', () => {
  expect(
    codes({
      'check/command-without-effect': 'error',
      'check/event-never-emitted': 'off',
      'check/rejection-never-used': 'warning',
      'check/slow-pattern': 'info',
    }),
  ).toEqual([
    'error check/command-without-effect',
    'warning check/rejection-never-used',
    'info check/slow-pattern',
    'info check/unused-type',
  ]);
});

test('a severity for a rule that does not exist is an error', () => {
  const [found] = runRules(model, { 'check/unused-typ': 'off' });
  expect(found).toMatchObject({
    code: 'check/unknown-rule',
    severity: 'error',
    help: 'Did you mean check/unused-type?',
  });
  expect(runRules(model, { 'check/nonsense': 'info' })[0]?.help).toBeUndefined();
});

test('severities of other stages are not its business', () => {
  expect(
    codes(Object.fromEntries(['bind/step-missing', 'constructor', 'toString'].map((code) => [code, 'off']))),
  ).toEqual(codes());
});

test('warnings of other stages can be silenced, errors cannot', () => {
  const { diagnostics } = bindFiles([
    { path: 'a.yaml', text: order('events: { Placed: { 1: {}, 2: { by: strin } } }') },
  ]);
  const shown = (severities: RuleSeverities): readonly string[] =>
    applySeverities(diagnostics, severities).map(({ code, severity }) => `${severity} ${code}`);
  expect(shown({})).toEqual(['warning bind/step-missing', 'error bind/unknown-type']);
  expect(shown({ 'bind/step-missing': 'off', 'bind/unknown-type': 'off' })).toEqual(['error bind/unknown-type']);
  expect(shown({ 'bind/step-missing': 'error' })).toEqual(['error bind/step-missing', 'error bind/unknown-type']);
});

test('the table is sorted, its codes are unique and say their stage', () => {
  const known = rules.map((rule) => rule.code);
  expect(known).toEqual([...new Set(known)].sort());
  for (const { code, purpose } of rules) {
    expect(code).toMatch(/^check\/[a-z]+(-[a-z]+)*$/);
    expect(purpose).toMatch(/\.$/);
  }
});

test('an empty model has no findings', () => {
  expect(runRules({ contexts: [], metadata: [] })).toEqual([]);
});
