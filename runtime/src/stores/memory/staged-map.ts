/** A map with one open set of changes, which its owner alone sees until they are committed or thrown away. */
export interface StagedMap<Key, Value> {
  /** What stands, without open changes. */
  committed(key: Key): Value | undefined;
  /** What stands with open changes. */
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  commit(): void;
  rollback(): void;
  /** Committed entries, oldest key first. */
  entries(): IterableIterator<[Key, Value]>;
}

export function createStagedMap<Key, Value>(): StagedMap<Key, Value> {
  const base = new Map<Key, Value>();
  const staged = new Map<Key, Value | undefined>();
  return {
    committed: (key) => base.get(key),
    get: (key) => (staged.size > 0 && staged.has(key) ? staged.get(key) : base.get(key)),
    set: (key, value) => void staged.set(key, value),
    delete: (key) => void staged.set(key, undefined),
    commit() {
      if (staged.size === 0) return;
      for (const [key, value] of staged) {
        if (value === undefined) base.delete(key);
        else base.set(key, value);
      }
      staged.clear();
    },
    rollback: () => staged.clear(),
    entries: () => base.entries(),
  };
}
