import type { AppendListeners } from '../../store/append-listeners.js';
import type { CommittedAppends } from './committed-appends.js';
import type { Connection } from './connection.js';
import { tenantSaid } from '../../store/tenant.js';
import type { OwnedStream } from './scope.js';
import type { EventReads } from './event-reads.js';
import { repeat } from './timers.js';

/** Hears of appends: of this process at once, of other processes by looking at the file now and then. */
export interface AppendWatch {
  /** Somebody listens: begin to look. */
  begin(): void;
  /** Nobody listens any more. */
  rest(): void;
  /** This process has committed appends. */
  tell(appends: CommittedAppends): void;
}

export interface AppendWatchSettings {
  readonly reader: Connection;
  readonly reads: EventReads;
  readonly listeners: AppendListeners;
  /** Milliseconds; `undefined` where no other process can write. */
  readonly interval: number | undefined;
}

export function createAppendWatch({ reader, reads, listeners, interval }: AppendWatchSettings): AppendWatch {
  let stop: (() => void) | undefined;
  let seenChange = -1;
  let toldTo = 0;
  const tell = ({ streamName, tenant }: OwnedStream): void => listeners.tell(streamName, tenantSaid(tenant).tenant);

  const look = (): void => {
    try {
      const change = reader.statement<readonly [number]>('PRAGMA data_version').get()?.[0] ?? seenChange;
      if (change === seenChange) return;
      const head = reads.headPlace();
      const streams = head > toldTo ? reads.streamsBetween(toldTo, head) : [];
      seenChange = change;
      toldTo = Math.max(toldTo, head);
      for (const stream of streams) tell(stream);
    } catch {
      // Locked or unreadable just now: the next look tells, and whoever reads learns the error.
    }
  };

  return {
    begin() {
      if (stop !== undefined || interval === undefined) return;
      toldTo = reads.headPlace();
      stop = repeat(interval, look);
    },
    rest() {
      stop?.();
      stop = undefined;
    },
    tell({ streams, firstPlace, lastPlace, enqueued }) {
      if (firstPlace === toldTo + 1) toldTo = lastPlace;
      for (const stream of streams) tell(stream);
      if (enqueued) listeners.tell(undefined);
    },
  };
}
