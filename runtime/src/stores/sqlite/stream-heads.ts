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
  /** @param stream its tenant and name as one text, see `keyOfTenant` */
  find(stream: string): KnownHead | undefined;
  note(stream: string, head: KnownHead): void;
  forget(stream: string): void;
  /** After a rollback: what was noted of it never was. */
  clear(): void;
}

export function createStreamHeads(): StreamHeads {
  const heads = new Map<string, KnownHead>();
  return {
    find: (stream) => heads.get(stream),
    note(stream, head) {
      const known = heads.get(stream);
      if (known !== undefined && known.streamVersion >= head.streamVersion) return;
      if (known === undefined && heads.size >= mostStreams) heads.clear();
      heads.set(stream, head);
    },
    forget: (stream) => void heads.delete(stream),
    clear() {
      heads.clear();
    },
  };
}

export function isKnown(head: StreamHead): head is KnownHead {
  return head.key !== undefined;
}
