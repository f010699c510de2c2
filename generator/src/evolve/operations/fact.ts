/** What is known of a stored event besides its data, and of a command its identity. */
import type { Expression } from '../../model/evolution-model.js';
import type { StepValue, StoredFact } from '../../model/step-model.js';
import { noConstraints, type ScalarName, type ScalarType, type TypeModel } from '../../model/type-model.js';
import type { Slot, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { describe } from '../findings/describe.js';
import { pathText } from '../paths/path.js';
import { isAssignable } from '../shapes/is-assignable.js';
import { constant } from './constant.js';

type FactValue = Extract<StepValue, { readonly kind: 'fact' }>;

export interface Given {
  readonly value: Expression;
  readonly mayBeAbsent: boolean;
}

const scalar = (name: ScalarName): ScalarType => ({
  kind: 'scalar',
  scalar: name,
  wire: undefined,
  constraints: noConstraints,
});

/** `undefined` where the fact does not fit, which is reported. */
export function fact(given: FactValue, slot: Slot, context: StepContext): Given | undefined {
  const { task, findings } = context;
  const types = typesOf(given.fact, context);
  const [usual] = types;
  if (types.some((type) => isAssignable(type, slot.type, task.model))) return factValue(given, slot, context);
  findings.add(slot.path, () => {
    const found = usual === undefined ? 'unknown' : describe(usual);
    const parameters = { fact: factText(given.fact), path: pathText(slot.path), found, wanted: describe(slot.type) };
    return report('fact-misfit', parameters, given.place);
  });
  return undefined;
}

function factValue(given: FactValue, slot: Slot, context: StepContext): Given | undefined {
  const { task } = context;
  if (task.kind === 'command' && given.fact.kind === 'id') {
    const { part } = given.fact;
    const type = task.id.find(({ name }) => name === part)?.type ?? slot.type;
    const from = { variable: 0, keys: [{ name: part, mayEnd: false }], type, mayBeAbsent: false };
    return { value: { kind: 'read', from }, mayBeAbsent: false };
  }
  const otherwise = given.otherwise === undefined ? undefined : constant(given.otherwise, slot, context);
  if (given.otherwise !== undefined && otherwise === undefined) return undefined;
  const mayBeAbsent = given.fact.kind === 'metadata' && otherwise === undefined;
  return { value: { kind: 'fact', fact: given.fact, type: slot.type, otherwise }, mayBeAbsent };
}

/** Types the fact may be taken for, the usual one first. That it is known here, bind has seen to. */
function typesOf(known: StoredFact, { task }: StepContext): readonly TypeModel[] {
  switch (known.kind) {
    case 'recordedAt':
      return [scalar('instant'), scalar('datetime'), scalar('string')];
    case 'eventId':
      return [scalar('uuid')];
    case 'streamVersion':
      return [scalar('integer')];
    case 'id':
      return task.id.flatMap(({ name, type }) => (name === known.part ? [type] : []));
    case 'metadata':
      return task.model.metadata.flatMap(({ name, type }) => (name === known.key ? [type] : []));
  }
}

/** As it is written: `$recordedAt`, `$id.orderId`. */
export function factText(known: StoredFact): string {
  if (known.kind === 'id') return `$id.${known.part}`;
  return known.kind === 'metadata' ? `$metadata.${known.key}` : `$${known.kind}`;
}
