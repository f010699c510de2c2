/** All steps of a model: those of types first, as everything else is made of types. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type {
  DomainModel,
  MessageVersionModel,
  StateVersionModel,
  TypeVersionModel,
} from '../../model/domain-model.js';
import type { Evolution, StepPlan, VersionSteps } from '../../model/evolution-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { nothingDeclared } from '../declared/declare.js';
import { declareDown } from '../down/declare-down.js';
import { findWaysDown } from '../down/ways-down.js';
import type { NamedSteps } from '../step-task.js';
import { draftStep, type Draft } from './draft.js';
import type { Lineages } from './lineages.js';
import { createNeeds, type NamedDraft, type Needs } from './needs.js';
import { tasksOf, type TaskPair } from './tasks.js';

/** What a version has once both its steps are drafted. */
export interface VersionDrafts<V> {
  readonly declared: V;
  readonly up: Draft;
  readonly down: Draft | undefined;
  readonly noDown: readonly string[];
}

export function planLineages(lineages: Lineages, model: DomainModel, problems: Diagnostic[]): Evolution {
  const named: NamedSteps = findWaysDown(lineages.types, model);
  const draftAll = <V extends TypeVersionModel | MessageVersionModel | StateVersionModel>(
    pairs: readonly TaskPair<V>[],
  ) => pairs.flatMap((pair) => draftPair(pair, problems) ?? []);
  const types = lineages.types.map((lineage) => ({ lineage, versions: draftAll(tasksOf(lineage, { model, named })) }));
  const messages = lineages.messages.flatMap((lineage) => draftAll(tasksOf(lineage, { model, named })));
  const states = lineages.storedStates.flatMap((lineage) => draftAll(tasksOf(lineage, { model, named })));
  for (const lineage of lineages.states) {
    for (const pair of tasksOf(lineage, { model, named })) checkState(pair, problems);
  }
  const steps = types.flatMap(({ lineage: { context, owner }, versions }) =>
    versions.flatMap((drafts) => namedDrafts({ context, name: owner }, drafts)),
  );
  const needs = createNeeds(steps);
  return {
    types: new Map(
      types.flatMap(({ lineage, versions }) =>
        versions.map((drafts) => [drafts.declared, stepsOf(drafts, lineage.context, needs)] as const),
      ),
    ),
    messages: new Map(messages.map((drafts) => [drafts.declared, stepsOf(drafts, undefined, needs)])),
    states: new Map(states.map((drafts) => [drafts.declared, stepsOf(drafts, undefined, needs)])),
  };
}

/** `undefined` where there are mistakes, which are reported; those of the way down only when the way up is fine. */
function draftPair<V>({ declared, up, down }: TaskPair<V>, problems: Diagnostic[]): VersionDrafts<V> | undefined {
  const upwards = draftStep(up, { ...nothingDeclared, operations: up.declared?.operations ?? [] });
  problems.push(...upwards.problems);
  if (upwards.draft === undefined) return undefined;
  const downwards = draftStep(down, declareDown(up, down.declared));
  if (down.declared !== undefined) problems.push(...downwards.problems);
  const noDown = downwards.draft === undefined ? downwards.without : [];
  return { declared, up: upwards.draft, down: downwards.draft, noDown };
}

/** A state without a step is made anew from its events, so only what was declared is looked at. */
function checkState({ up, down }: TaskPair<unknown>, problems: Diagnostic[]): void {
  if (up.declared === undefined) return;
  const upwards = draftStep(up, { ...nothingDeclared, operations: up.declared.operations });
  problems.push(...upwards.problems);
  if (upwards.draft === undefined || down.declared === undefined) return;
  problems.push(...draftStep(down, declareDown(up, down.declared)).problems);
}

function namedDrafts(
  type: Pick<NamedDraft, 'context' | 'name'>,
  { declared, up, down }: VersionDrafts<TypeVersionModel>,
): readonly NamedDraft[] {
  const { schemaVersion } = declared;
  const upwards: NamedDraft = { ...type, schemaVersion, direction: 'up', draft: up };
  return down === undefined ? [upwards] : [upwards, { ...type, schemaVersion, direction: 'down', draft: down }];
}

function stepsOf(
  { up, down, noDown }: Omit<VersionDrafts<unknown>, 'declared'>,
  context: string | undefined,
  needs: Needs,
): VersionSteps {
  return { up: planOf(up, context, needs), down: down && planOf(down, context, needs), noDown };
}

/** `context`: that of a type, whose own functions are those of types too. */
function planOf(draft: Draft, context: string | undefined, needs: Needs): StepPlan {
  const inner = needs.customTypes(draft);
  const customTypes = context === undefined || !draft.callsCustom ? inner : withContext(inner, context);
  return { ...draft.plan, needsCustom: draft.callsCustom || inner.length > 0, customTypes };
}

function withContext(contexts: readonly string[], context: string): readonly string[] {
  return contexts.includes(context) ? contexts : [...contexts, context].sort(byCodeUnit);
}
