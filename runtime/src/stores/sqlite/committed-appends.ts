import { keyOfTenant } from '../../store/tenant.js';
import type { OwnedStream } from './scope.js';

/** What the open transaction has appended and enqueued so far, for whoever is told after its commit. */
export interface CommittedAppends {
  clear(): void;
  note(stream: OwnedStream, firstPlace: number, lastPlace: number): void;
  noteMessage(): void;
  /** Each once. */
  readonly streams: Iterable<OwnedStream>;
  /** Log places of the first and the last event, 0 for none. */
  readonly firstPlace: number;
  readonly lastPlace: number;
  /** Whether there are messages. */
  readonly enqueued: boolean;
}

export function createCommittedAppends(): CommittedAppends {
  const streams = new Map<string, OwnedStream>();
  let first = 0;
  let last = 0;
  let enqueued = false;
  return {
    get streams() {
      return streams.values();
    },
    get firstPlace() {
      return first;
    },
    get lastPlace() {
      return last;
    },
    get enqueued() {
      return enqueued;
    },
    clear() {
      enqueued = false;
      if (last === 0) return;
      streams.clear();
      first = 0;
      last = 0;
    },
    note(stream, firstPlace, lastPlace) {
      streams.set(keyOfTenant(stream.tenant, stream.streamName), stream);
      if (first === 0) first = firstPlace;
      last = lastPlace;
    },
    noteMessage() {
      enqueued = true;
    },
  };
}
