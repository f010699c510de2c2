import type { StreamName } from '../message/identifiers.js';

/** Whoever wants to hear about appends of this process. */
export interface AppendListeners {
  readonly size: number;
  add(listener: (streamName: StreamName) => void): () => void;
  /** Tells everybody, after commit. A listener that throws has no caller to tell; it never touches the append. */
  tell(streamName: StreamName): void;
}

export function createAppendListeners(): AppendListeners {
  const listeners = new Set<{ readonly hear: (streamName: StreamName) => void }>();
  return {
    get size() {
      return listeners.size;
    },
    add(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(streamName) {
      for (const { hear } of [...listeners]) {
        try {
          hear(streamName);
        } catch {
          continue;
        }
      }
    },
  };
}
