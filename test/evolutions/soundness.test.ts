/**
 * Whatever is accepted works: any shapes, any step, any value. Steps that are refused are mended with what their findings
 * say, so that help is held to being right as well.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import type { Evolution, StepPlan } from '../../generator/src/model/evolution-model.js';
import type { StoredFact } from '../../generator/src/model/step-model.js';
import { noConstraints, type TypeModel } from '../../generator/src/model/type-model.js';
import { walkExpressions } from '../../generator/src/model/walk-expressions.js';
import { evolveDomain } from '../../generator/src/evolve/evolve-domain.js';
import { bindFiles } from '../generator/bind/bind-yaml.js';
import { config, versionsOf } from '../generator/evolve/evolve-yaml.js';
import { createStepEvaluator } from '../support/evaluate-step.js';
import { misfit, toMemory } from '../support/memory-values.js';
import { anyStep, anyTypes, jsonOf, type AnyStep } from './any-step.js';
import { mended } from './mend.js';

function yamlOf({ old, next, up, down = {} }: AnyStep): string {
  const said = (steps: object, name: string): object =>
    Object.keys(steps).length === 0 ? {} : { [name]: { 2: steps } };
  const event = { 1: old, 2: next, ...said(up, 'upcast'), ...said(down, 'downcast') };
  const head = { varve: 1, context: 'random', aggregate: 'Thing', id: { thingId: 'uuid' } };
  return JSON.stringify({ ...head, types: anyTypes, events: { E: event } }).replace(/(?<=[{,])"([12])":/g, '$1: ');
}

interface Accepted {
  readonly model: DomainModel;
  readonly evolution: Evolution;
}

/** What a step becomes in the end; `undefined` where its own findings do not lead there. */
function accept(step: AnyStep, codes: Map<string, number>): Accepted | undefined {
  let now: AnyStep | undefined = step;
  for (const choice of step.choices) {
    if (now === undefined) return undefined;
    const bound = bindFiles([{ path: 'schemas/any.yaml', text: yamlOf(now) }], config);
    const result = bound.ok ? evolveDomain(bound.value) : bound;
    for (const { code, message, help = '' } of result.diagnostics) {
      codes.set(code, (codes.get(code) ?? 0) + 1);
      expect(message + help).not.toMatch(/undefined|\[object/);
    }
    if (bound.ok && result.ok && 'types' in result.value) return { model: bound.value, evolution: result.value };
    now = mended(now, result.diagnostics, choice);
  }
  return undefined;
}

const facts = (fact: StoredFact): unknown =>
  ({ recordedAt: '2026-05-01T10:00:00Z', eventId: 'e', streamVersion: 7, id: 'i', metadata: undefined })[fact.kind];

function check(plan: StepPlan, [from, to]: readonly [TypeModel, TypeModel], { model, evolution }: Accepted): void {
  const sample = (type: TypeModel): unknown =>
    toMemory(fc.sample(jsonOf(type, model), { numRuns: 1, seed: 3 })[0] ?? null, type, model);
  const typeOf = (path: string): TypeModel => {
    let found = to;
    if (plan.value !== undefined) {
      walkExpressions(plan.value, (each) => {
        if (each.kind === 'custom' && each.path === path) found = each.type;
      });
    }
    return found;
  };
  const evaluator = createStepEvaluator(model, evolution, { facts, custom: (path) => sample(typeOf(path)) });
  for (const json of fc.sample(jsonOf(from, model), { numRuns: 8, seed: 7 })) {
    const made = evaluator.evaluate(plan, toMemory(json, from, model));
    expect(misfit(made, to, model), JSON.stringify(json)).toBeUndefined();
  }
}

test('a step that is accepted gives a value of the new shape for each value of the old one, up and down', () => {
  const seen = { accepted: 0, stuck: 0, down: 0 };
  const codes = new Map<string, number>();
  fc.assert(
    fc.property(anyStep, (step) => {
      const accepted = accept(step, codes);
      if (accepted === undefined) {
        seen.stuck += 1;
        return;
      }
      seen.accepted += 1;
      const { model, evolution } = accepted;
      const [older, newer] = versionsOf(accepted);
      const steps = newer && evolution.messages.get(newer);
      if (older === undefined || newer === undefined || steps === undefined) return expect.fail('No step was planned.');
      const whole = ({ shape }: typeof older): TypeModel => ({ kind: 'object', shape, constraints: noConstraints });
      check(steps.up, [whole(older), whole(newer)], { model, evolution });
      if (steps.down === undefined) return;
      seen.down += 1;
      check(steps.down, [whole(newer), whole(older)], { model, evolution });
    }),
    { numRuns: Number(process.env['VARVE_RUNS'] ?? 120) },
  );
  if (process.env['VARVE_RUNS'] !== undefined) {
    process.stdout.write(
      `${JSON.stringify({ ...seen, codes: Object.fromEntries([...codes].sort(([left], [right]) => (left < right ? -1 : 1))) }, undefined, 1)}\n`,
    );
  }
  // Help that leads nowhere would leave most of them stuck.
  expect(seen.accepted, JSON.stringify(seen)).toBeGreaterThan(5 * seen.stuck);
});
