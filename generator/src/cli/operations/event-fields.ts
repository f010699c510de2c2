import type { StoredEvent } from '@varve/runtime';
import type { ReadingToday, ReadToday } from '@varve/runtime/operations';
import { type JsonFields, storedFields } from './json-line.js';

/** An event as it lies in a store, wherever it was read. */
export interface FoundStored extends StoredEvent {
  readonly tenant?: string;
  /** As the store writes it; `undefined` where it is not known, or the log does not show it. */
  readonly logPosition: string | undefined;
}

/** For programs: what is stored, and what it is today. */
export function eventFields(event: FoundStored, today: ReadToday | undefined): JsonFields {
  const { logPosition, tenant, streamName, position, eventId, type, schemaVersion, recordedAt } = event;
  return {
    logPosition,
    tenant,
    streamName,
    position,
    eventId,
    type,
    schemaVersion,
    recordedAt,
    ...storedFields('metadata', event.metadata),
    ...storedFields('data', event.data),
    today: today === undefined ? undefined : todayFields(today),
  };
}

function todayFields(today: ReadToday): JsonFields {
  if (today.kind === 'foreign') return { kind: 'foreign' };
  if (today.kind === 'unreadable') return { kind: 'unreadable', code: today.code, reason: today.reason };
  const events = today.events.map(({ type, schemaVersion, data }) => {
    return { type, schemaVersion, ...storedFields('data', data) };
  });
  return { kind: 'read', events };
}

/** What came of reading an event, for people: a type and data on one line, or why there is none. */
export interface ShownEvent {
  readonly type: string;
  readonly text: string;
  readonly isUnreadable: boolean;
}

export function shownEvents(event: FoundStored, today: ReadToday | undefined): readonly ShownEvent[] {
  const stored = { type: `${event.type} v${String(event.schemaVersion)}`, text: event.data, isUnreadable: false };
  if (today === undefined || today.kind === 'foreign') return [stored];
  if (today.kind === 'unreadable') return [{ ...stored, text: `${today.reason} ${event.data}`, isUnreadable: true }];
  if (today.events.length === 0) return [{ ...stored, text: 'left out, as the schemas say' }];
  return today.events.map(({ type, schemaVersion, data }) => ({
    type: asStored(event, type, schemaVersion),
    text: data,
    isUnreadable: false,
  }));
}

/** Says what it lies there as, where that is something else. */
function asStored(event: FoundStored, type: string, schemaVersion: number): string {
  if (type !== event.type) return `${type} v${String(schemaVersion)} (${event.type} v${String(event.schemaVersion)})`;
  if (schemaVersion === event.schemaVersion) return `${type} v${String(schemaVersion)}`;
  return `${type} v${String(event.schemaVersion)}→${String(schemaVersion)}`;
}

export const readWith = (reading: ReadingToday | undefined, event: FoundStored): ReadToday | undefined =>
  reading?.read(event);
