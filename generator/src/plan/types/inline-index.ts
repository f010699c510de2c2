import type { ObjectType } from '../../model/type-model.js';
import type { Exported } from '../names/module-scope.js';
import type { InlineNames } from './inline-objects.js';

type Inlines = ReadonlyMap<ObjectType, InlineNames>;

/** Names of the objects written inside types, as the files that declare them gave them. */
export interface InlineIndex {
  /** `owner` is the declared type that they stand in. */
  add(owner: Exported, inlines: Inlines): void;
  /** Those of the owners first, the first owner before the others; then those of all other types. */
  preferring(owners: readonly Exported[]): Pick<Inlines, 'get'>;
}

/** A version that is relative to the one before shares objects with it, so that one object may have several names. */
export function createInlineIndex(): InlineIndex {
  const byOwner = new Map<Exported, Inlines>();
  const all = new Map<ObjectType, InlineNames>();
  return {
    add(owner, inlines) {
      if (inlines.size === 0) return;
      byOwner.set(owner, inlines);
      for (const [type, names] of inlines) all.set(type, names);
    },
    preferring(owners) {
      const own = owners.flatMap((owner) => byOwner.get(owner) ?? []);
      return {
        get: (type) => own.find((inlines) => inlines.has(type))?.get(type) ?? all.get(type),
      };
    },
  };
}
