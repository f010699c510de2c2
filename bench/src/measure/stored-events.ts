import type { EventId, StoredEvent, StreamName } from '@varve/runtime';

/** A UUID that follows from a number, with digits as mixed as those of chance: what checks them must not learn them. */
export function uuidOf(index: number): string {
  let state = Math.imul(index + 1, 2_654_435_761);
  const digits = (count: number): string =>
    Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return (state >>> 28).toString(16);
    }).join('');
  return [digits(8), digits(4), `4${digits(3)}`, `a${digits(3)}`, digits(12)].join('-');
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
