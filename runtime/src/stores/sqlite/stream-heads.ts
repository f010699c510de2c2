import type { StreamName } from '../../message/identifiers.js';
import type { StreamHead } from './stream-head.js';

/** Streams that are remembered. */
const mostStreams = 10_000;

/** The end of a stream that has been written to, as it was at some moment. */
export type KnownHead = StreamHead & { readonly key: number };

/**
 * Ends of streams as the tables said last. Other processes may have gone on since, and never back: a stream keeps its key,
 * its version only grows, and while the version stays so does the time. Whether it is still open is not known.
 */
export interface StreamHeads {
  find(streamName: StreamName): KnownHead | undefined;
  note(streamName: StreamName, head: KnownHead): void;
  forget(streamName: StreamName): void;
  /** After a rollback: what was noted of it never was. */
  clear(): void;
}

export function createStreamHeads(): StreamHeads {
  const heads = new Map<StreamName, KnownHead>();
  return {
    find: (streamName) => heads.get(streamName),
    note(streamName, head) {
      const known = heads.get(streamName);
      if (known !== undefined && known.streamVersion >= head.streamVersion) return;
      if (known === undefined && heads.size >= mostStreams) heads.clear();
      heads.set(streamName, head);
    },
    forget: (streamName) => void heads.delete(streamName),
    clear() {
      heads.clear();
    },
  };
}

export function isKnown(head: StreamHead): head is KnownHead {
  return head.key !== undefined;
}
