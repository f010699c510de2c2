/** `map`: one value for another, by equal texts, numbers, booleans and null. Total, or it says what is missing. */
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import type { Expression, JsonKind, Variable } from '../../model/evolution-model.js';
import type { MapEntry } from '../../model/step-model.js';
import { carry } from '../build/carry.js';
import { bindAs, type Filling, type Inferred, type Scope, type Source, type StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { reportUnmapped, reportUnsuited } from '../findings/mapping.js';
import { reportMisfit } from '../findings/misfits.js';
import { memoryKind } from '../shapes/memory-kind.js';
import { membersOf } from '../shapes/open-type.js';
import { named } from '../step-task.js';
import { constant } from './constant.js';
import { caseOf, choiceOf, type Case } from './map-cases.js';
import { domainOf, isInDomain, type Domain } from './map-domain.js';
import type { OperationOf } from './operation.js';
import { sourceAt } from './source-at.js';

type MapOperation = OperationOf<'map'>;

export function map(run: MapOperation, scope: Scope, context: StepContext): Filling {
  const { slot, operation, fill } = run;
  const source = sourceAt(operation.from ?? operation.to, run, scope, context);
  if (source === undefined) return { kind: 'broken' };
  const entries = casesOf(domainOf(source.read.type, context.task.model), run, context);
  const otherwise = operation.otherwise && constant(operation.otherwise, slot, context);
  if (entries === undefined || (otherwise === undefined && operation.otherwise !== undefined))
    return { kind: 'broken' };
  const mapped: Mapped = { run, entries, otherwise };
  const make = (there: Source, near: Scope): Inferred => choose(there, mapped, near, context);
  return carry({ slot, source, fill, make, otherwise: () => (slot.optional ? undefined : otherwise) }, scope, context);
}

interface Mapped {
  readonly run: MapOperation;
  readonly entries: readonly Case[];
  readonly otherwise: Expression | undefined;
}

function choose(source: Source, mapped: Mapped, scope: Scope, context: StepContext): Inferred {
  const { run, entries, otherwise } = mapped;
  const { slot, operation } = run;
  const domain = domainOf(source.read.type, context.task.model);
  if (domain.listed.length + domain.endless.length === 0) {
    reportUnsuited({ source, operation, slot }, context);
    return 'misfit';
  }
  if (domain.others.length > 0 && otherwise === undefined) return besideOthers(source, mapped, scope, context);
  const choice = choiceOf({ domain, entries, otherwise }, slot, context);
  if ('unmapped' in choice) {
    reportUnmapped(choice.unmapped, { source, operation, slot }, context);
    return 'misfit';
  }
  if (choice.cases.length === 0 && choice.otherwise === 'same') return { kind: 'read', from: source.read };
  return { kind: 'choose', from: source.read, ...choice, type: slot.type };
}

/** Next to objects and lists, which are no choice and become what they would without the `map`. */
function besideOthers(source: Source, mapped: Mapped, scope: Scope, context: StepContext): Inferred {
  const { model } = context.task;
  const members = membersOf(source.read.type, model);
  const cases: { json: JsonKind; as: Variable; value: Expression }[] = [];
  for (const type of members) {
    const json = memoryKind(type, model);
    const as = context.fresh();
    const member: Source = { read: bindAs(as, type), path: source.path };
    const value = chooseMember(member, mapped, scope, context);
    if (json === undefined || value === 'misfit') return 'misfit';
    if (value.kind !== 'read') cases.push({ json, as, value });
  }
  return { kind: 'kinds', from: source.read, cases, isComplete: cases.length === members.length };
}

function chooseMember(member: Source, mapped: Mapped, scope: Scope, context: StepContext): Inferred {
  const { slot } = mapped.run;
  const domain = domainOf(member.read.type, context.task.model);
  if (domain.others.length === 0) {
    const entries = mapped.entries.filter(({ when }) => isInDomain(when, domain));
    return choose(member, { ...mapped, entries }, scope, context);
  }
  const value = context.infer(member, slot.type, { path: slot.path, scope: [...scope, member] }, context);
  if (value === 'misfit') reportMisfit({ source: member, slot, at: mapped.run.operation.to.place }, context);
  return value;
}

/** Entries with their results checked; `undefined` where one is wrong, which is reported. */
function casesOf(domain: Domain, run: MapOperation, context: StepContext): readonly Case[] | undefined {
  const { slot, operation } = run;
  const cases: Case[] = [];
  for (const entry of operation.entries) {
    const then = constant({ value: entry.new, place: entry.place }, slot, context);
    if (then === undefined || !isKnown(entry, domain, run, context)) continue;
    cases.push(caseOf(entry.old, then));
  }
  return cases.length === operation.entries.length ? cases : undefined;
}

function isKnown(entry: MapEntry, domain: Domain, run: MapOperation, context: StepContext): boolean {
  const { task, findings } = context;
  const { slot, operation } = run;
  const value = typeof entry.old === 'string' ? entry.old : JSON.stringify(entry.old);
  const { text } = operation.from ?? operation.to;
  const isEmpty = domain.listed.length + domain.endless.length === 0;
  if (isEmpty || isInDomain(entry.old, domain)) return true;
  const known = domain.listed.map((listed) => (typeof listed.value === 'string' ? listed.value : String(listed.value)));
  findings.add(slot.path, () => {
    const help = didYouMean(value, known) ?? (known.length === 0 ? undefined : `It is one of ${known.join(', ')}.`);
    return report('map-value-unknown', { path: text, owner: named(task, task.from), value }, entry.place, { help });
  });
  return false;
}
