import type { AppendListener } from './event-store.js';

/** Whoever wants to hear about appends. */
export interface AppendListeners {
  readonly size: number;
  /** @returns a function that takes the listener out again; `emptied` is called when it was the last one. */
  add(listener: AppendListener, emptied?: () => void): () => void;
  /** Tells everybody, after commit. A listener that throws has no caller to tell; it never touches the append. */
  tell: AppendListener;
}

/** For one tenant's handle; for the store as opened when `tenant` is empty. */
export function listenerOf(tenant: string, listener: AppendListener): AppendListener {
  if (tenant === '') return listener;
  return (streamName, owner) => {
    if (streamName === undefined || owner === tenant) listener(streamName);
  };
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
    tell(streamName, tenant) {
      for (const { hear } of [...listeners]) {
        try {
          hear(streamName, tenant);
        } catch {
          continue;
        }
      }
    },
  };
}
