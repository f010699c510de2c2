import type { AggregateModel, EventModel, MessageVersionModel, StateVersionModel } from './domain-model.js';
import type { Place } from '../diagnostics/place.js';

/** Something that is stored as an event: one that is decided or recorded, or the fact that follows. */
export interface WrittenEvent {
  readonly type: string;
  readonly name: string;
  readonly place: Place;
  readonly versions: readonly (MessageVersionModel | StateVersionModel)[];
  /** `undefined` for a fact. */
  readonly event: EventModel | undefined;
}

export function writtenEvents({ events, fact, state }: AggregateModel): readonly WrittenEvent[] {
  const own = events.map((event): WrittenEvent => ({ ...event, event }));
  if (fact === undefined || state === undefined) return own;
  const { name, type } = fact;
  return [...own, { name, type, place: state.place, versions: state.versions, event: undefined }];
}
