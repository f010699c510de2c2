import type { AggregateModel, EventModel, MessageVersionModel, StateVersionModel } from './domain-model.js';
import type { Place } from '../diagnostics/place.js';
import { storedStateOf } from './stored-state.js';

/** Something that is stored under a type and a schema version: an event, a fact, or a state that is the truth. */
export interface WrittenEvent {
  readonly type: string;
  readonly name: string;
  readonly place: Place;
  readonly versions: readonly (MessageVersionModel | StateVersionModel)[];
  /** `undefined` for facts and states. */
  readonly event: EventModel | undefined;
}

export function writtenEvents(aggregate: AggregateModel): readonly WrittenEvent[] {
  const own = aggregate.events.map((event): WrittenEvent => ({ ...event, event }));
  const stored = storedStateOf(aggregate);
  if (stored === undefined) return own;
  const { name, type, state } = stored;
  return [...own, { name, type, place: state.place, versions: state.versions, event: undefined }];
}
