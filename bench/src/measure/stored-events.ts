import type { EventId, StoredEvent, StreamName } from '@varve/runtime';

/** A UUID of version 4 that follows from a number. */
export function uuidOf(index: number): string {
  const digits = ((index + 1) * 2_654_435_761).toString(16).padStart(12, '0').slice(-12);
  return `6f1c0f3e-0a51-4f0e-9d5c-${digits}`;
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
