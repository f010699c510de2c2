/** Which value becomes which, with nothing left open. */
import type { Expression } from '../../model/evolution-model.js';
import type { JsonValue } from '../../model/type-model.js';
import type { Slot, StepContext } from '../build/context.js';
import { isAssignable } from '../shapes/is-assignable.js';
import type { Domain, ListedValue } from './map-domain.js';

export interface Case {
  readonly when: JsonValue;
  readonly then: Expression;
}

// oxlint-disable-next-line unicorn/no-thenable -- the word of the model; nobody awaits a case
export const caseOf = (when: JsonValue, then: Expression): Case => ({ when, then });

export interface Choice {
  readonly cases: readonly Case[];
  readonly otherwise: Expression | 'same' | undefined;
}

export interface Mapping {
  readonly domain: Domain;
  readonly entries: readonly Case[];
  /** For what no entry names and what cannot stay. */
  readonly otherwise: Expression | undefined;
}

/** What is mapped to nothing: values, or words for endless ones. */
export type Unmapped = readonly (JsonValue | { readonly endless: string })[];

/**
 * Listed values without an entry stay where they still exist. Endless ones stay only where no entry is about their kind:
 * a list of some texts says nothing about the others.
 */
export function choiceOf(mapping: Mapping, slot: Slot, context: StepContext): Choice | { readonly unmapped: Unmapped } {
  const { domain, entries, otherwise } = mapping;
  const free = domain.listed.filter(({ value }) => entries.every(({ when }) => when !== value));
  const stays = ({ type }: Pick<ListedValue, 'type'>): boolean => isAssignable(type, slot.type, context.task.model);
  const vanished = free.filter((value) => !stays(value));
  const staying = free.filter(stays);
  const open = domain.endless.filter((values) => !(stays(values) && isUntouched(values.of, entries)));
  if (otherwise === undefined) {
    const unmapped = [...vanished.map(({ value }) => value), ...open.map(({ of }) => ({ endless: of }))];
    if (unmapped.length > 0) return { unmapped };
    const isSame = staying.length > 0 || domain.endless.length > 0;
    return { cases: entries, otherwise: isSame ? 'same' : undefined };
  }
  if (domain.endless.length + domain.others.length > 0) {
    const kept = staying.map(({ value }): Case => caseOf(value, keep(value, slot)));
    return { cases: [...entries, ...kept], otherwise };
  }
  if (staying.length === 0) return { cases: entries, otherwise };
  const replaced = vanished.map(({ value }): Case => caseOf(value, otherwise));
  return { cases: [...entries, ...replaced], otherwise: 'same' };
}

const keep = (value: JsonValue, { type }: Slot): Expression => ({ kind: 'constant', value, type });

function isUntouched(of: Domain['endless'][number]['of'], entries: readonly Case[]): boolean {
  if (of === 'unknown member') return true;
  return entries.every(({ when }) => typeof when !== (of === 'number' ? 'number' : 'string'));
}
