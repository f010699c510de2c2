import type { AppendListener } from './event-store.js';

/** Whoever wants to hear about appends. */
export interface AppendListeners {
  readonly size: number;
  /** @returns a function that takes the listener out again; `emptied` is called when it was the last one. */
  add(listener: AppendListener, emptied?: () => void): () => void;
  /** Tells everybody, after commit. A listener that throws has no caller to tell; it never touches the append. */
  tell: AppendListener;
}

export function createAppendListeners(): AppendListeners {
  const listeners = new Set<{ readonly hear: AppendListener }>();
  return {
    get size() {
      return listeners.size;
    },
    add(hear, emptied) {
      const listener = { hear };
      listeners.add(listener);
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) emptied?.();
      };
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
