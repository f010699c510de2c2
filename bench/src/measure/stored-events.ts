import type { EventId, StoredEvent, StreamName } from '@varve/runtime';

/** A UUID that follows from a number, with digits as mixed as those of chance: what checks them must not learn them. */
export function uuidOf(index: number): string {
  const [first, second, third, fourth] = [mixed(index), mixed(~index), mixed(index ^ 0x5bd1e995), hex(index)];
  return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-a${third.slice(0, 3)}-${third.slice(4)}${fourth}`;
}

function mixed(value: number): string {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return hex(Math.imul(once ^ (once >>> 13), 0xc2b2ae35));
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** What Varve writes beside an event that a command of somebody brought about. */
export function metadataText(index: number): string {
  return JSON.stringify({ correlationId: uuidOf(index * 2), causationId: uuidOf(index * 2 + 1), actor: 'user-17' });
}

interface EventSource {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
  readonly streamName: string;
  readonly position: number;
}

/** An event as a store would hand it out. */
export function storedEvent({ eventId, streamName, ...others }: EventSource): StoredEvent {
  return {
    eventId: eventId as EventId,
    ...others,
    streamName: streamName as StreamName,
    recordedAt: '2026-03-01T09:30:00.000Z',
  };
}
