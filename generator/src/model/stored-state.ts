import type { AggregateModel, StateModel } from './domain-model.js';

/** Whether values of the declared state are stored for good, so that every version of it will be read again. */
export function isStateStored({ persistence, fact }: Pick<AggregateModel, 'persistence' | 'fact'>): boolean {
  return persistence === 'state' || fact !== undefined;
}

/** A state as stores know it. */
export interface StoredState {
  readonly name: string;
  /** The name for good: of the fact, or `<context>.<Aggregate>State`. */
  readonly type: string;
  readonly state: StateModel;
}

export function storedStateOf({ context, name, state, fact, persistence }: AggregateModel): StoredState | undefined {
  if (state === undefined) return undefined;
  if (fact !== undefined) return { name: fact.name, type: fact.type, state };
  return persistence === 'state' ? { name: `${name}State`, type: `${context}.${name}State`, state } : undefined;
}
