import { describe, expect, test } from 'vitest';
import type { Evolution, StepPlan, VersionSteps } from '../../generator/src/model/evolution-model.js';
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import type { StoredFact } from '../../generator/src/model/step-model.js';
import { noConstraints, type JsonValue, type TypeModel } from '../../generator/src/model/type-model.js';
import { createStepEvaluator } from '../support/evaluate-step.js';
import { expectDiagnostics, expectValue } from '../support/expect-diagnostics.js';
import { marked } from '../support/marks.js';
import { misfit, toJson, toMemory } from '../support/memory-values.js';
import { evolveFiles, typeVersionsOf, versionsOf } from '../generator/evolve/evolve-yaml.js';
import { evolutionCases, type EvolutionCase } from './corpus.js';

const path = 'schemas/test.yaml';
const legal = evolutionCases('legal');
const illegal = evolutionCases('illegal');

test('there are at least a hundred of each, all with titles of their own', () => {
  expect(legal.length).toBeGreaterThanOrEqual(100);
  expect(illegal.length).toBeGreaterThanOrEqual(100);
  const titles = [...legal, ...illegal].map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

describe('legal', () => {
  test.each(legal.map((each) => [each.title, each] as const))('%s', (_title, example) => {
    const { model, result } = evolveFiles({ [path]: example.text });
    expectDiagnostics(result, []);
    if (example.kind === 'state') return;
    const evolution = expectValue(result);
    expect(example.up.length).toBeGreaterThan(0);
    const { steps, older, newer } = lastStep(example, { model, evolution });
    const run = (plan: StepPlan, from: TypeModel, to: TypeModel, value: JsonValue): unknown => {
      const evaluator = createStepEvaluator(model, evolution, { facts, custom: (name) => example.custom.get(name) });
      const made = evaluator.evaluate(plan, toMemory(value, from, model));
      expect(misfit(made, to, model), `${JSON.stringify(value)} up or down`).toBeUndefined();
      return toJson(made, to, model);
    };
    for (const { from, to } of example.up) expect(run(steps.up, older, newer, from)).toEqual(to);
    for (const { from, to } of example.down) {
      const { down } = steps;
      if (down === undefined) expect.fail(`There is no way down: ${steps.noDown.join(', ')}.`);
      expect(run(down, newer, older, from)).toEqual(to);
    }
    if (example.noDown !== undefined) expect(steps.noDown.join(', ')).toBe(example.noDown);
    expect(steps.noDown.length > 0).toBe(steps.down === undefined);
  });
});

describe('illegal', () => {
  test.each(illegal.map((each) => [each.title, each] as const))('%s', (title, { text: withMarks, help }) => {
    const code = title.slice(title.lastIndexOf(': ') + 2);
    const { text, spans } = marked(withMarks, path);
    const { result } = evolveFiles({ [path]: text });
    expectDiagnostics(
      result,
      spans.map((span) => ({ code: `evolve/${code}`, span })),
    );
    expect(result.diagnostics.map((each) => each.help ?? '')).not.toContain('');
    for (const part of help) expect(result.diagnostics.map((each) => each.help).join('\n')).toContain(part);
  });
});

interface Planned {
  readonly model: DomainModel;
  readonly evolution: Evolution;
}

interface LastStep {
  readonly steps: VersionSteps;
  readonly older: TypeModel;
  readonly newer: TypeModel;
}

function lastStep({ kind }: EvolutionCase, planned: Planned): LastStep {
  const { evolution } = planned;
  if (kind === 'type') {
    const [newer, older] = [...typeVersionsOf(planned, 'E')].reverse();
    const steps = newer && evolution.types.get(newer);
    if (steps === undefined || newer === undefined || older === undefined) return expect.fail('No step was planned.');
    return { steps, older: older.type, newer: newer.type };
  }
  const [newer, older] = [...versionsOf(planned)].reverse();
  const steps = newer && evolution.messages.get(newer);
  if (steps === undefined || newer === undefined || older === undefined) return expect.fail('No step was planned.');
  const whole = (shape: typeof older.shape): TypeModel => ({ kind: 'object', shape, constraints: noConstraints });
  return { steps, older: whole(older.shape), newer: whole(newer.shape) };
}

function facts(fact: StoredFact): unknown {
  switch (fact.kind) {
    case 'recordedAt':
      return '2026-05-01T10:00:00Z';
    case 'eventId':
      return '00000000-0000-0000-0000-0000000000e1';
    case 'streamVersion':
      return 7;
    case 'id':
      return '00000000-0000-0000-0000-0000000000aa';
    case 'metadata':
      return fact.key === 'tenant' ? 'acme' : undefined;
  }
}
