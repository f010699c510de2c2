/** A map with one open set of changes, which its owner alone sees until they are committed or thrown away. */
export interface StagedMap<Key, Value> {
  /** What stands, without open changes. */
  committed(key: Key): Value | undefined;
  /** What stands with open changes. */
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  /** Whether open changes set anything. */
  readonly sets: boolean;
  commit(): void;
  rollback(): void;
  /** Committed entries, oldest key first. */
  entries(): IterableIterator<[Key, Value]>;
}

export function createStagedMap<Key, Value>(): StagedMap<Key, Value> {
  const base = new Map<Key, Value>();
  const staged = new Map<Key, Value | undefined>();
  const removed = new Set<Key>();
  return {
    committed: (key) => base.get(key),
    get: (key) => (staged.size > 0 && staged.has(key) ? staged.get(key) : base.get(key)),
    set: (key, value) => void staged.set(key, value),
    delete(key) {
      staged.delete(key);
      staged.set(key, undefined);
      if (base.has(key)) removed.add(key);
    },
    get sets() {
      return [...staged.values()].some((value) => value !== undefined);
    },
    commit() {
      if (staged.size === 0) return;
      // What was removed and comes again comes last.
      for (const key of removed) base.delete(key);
      removed.clear();
      for (const [key, value] of staged) {
        if (value === undefined) base.delete(key);
        else base.set(key, value);
      }
      staged.clear();
    },
    rollback() {
      staged.clear();
      removed.clear();
    },
    entries: () => base.entries(),
  };
}
