import type { AggregateModel } from './domain-model.js';

/** Whether values of the declared state are stored for good, so that every version of it will be read again. */
export function isStateStored({ persistence, fact }: Pick<AggregateModel, 'persistence' | 'fact'>): boolean {
  return persistence === 'state' || fact !== undefined;
}
