/** Fingerprints of shapes and steps, the same for all time: stores keep them beside what they were told to append. */
import { hash } from 'node:crypto';
import type { RefType, TypeModel } from '../model/type-model.js';
import { walkTypes } from '../model/walk-types.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import type { TypeLookup } from '../values/type-lookup.js';
import { refText, shapeText } from './shape-text.js';

/** 16 hexadecimal digits of SHA-256. */
export function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 16);
}

/** Hashes shapes of one domain; what named types hold is worked out once. */
export interface ShapeHasher {
  /** Of a shape and of every named type version it reaches, whatever the way to it; `text` is its canonical one. */
  readonly hashOf: (type: TypeModel, text?: string) => string;
}

interface KnownType {
  readonly text: string;
  readonly refs: readonly RefType[];
}

export function createShapeHasher(lookup: TypeLookup): ShapeHasher {
  const known = new Map<string, KnownType>();
  /** Texts of all named types that are reached from some, by the keys of those. */
  const reachable = new Map<string, string>();
  const typeOf = (ref: RefType, key: string): KnownType => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const type = lookup(ref);
    const made = type === undefined ? { text: '', refs: [] } : { text: shapeText(type), refs: refsIn(type) };
    known.set(key, made);
    return made;
  };
  const reachedFrom = (refs: readonly RefType[]): string => {
    const reached = new Map<string, string>();
    // A list that grows: types may reach themselves.
    const pending = [...refs];
    for (const ref of pending) {
      const key = refText(ref);
      if (reached.has(key)) continue;
      const { text, refs: further } = typeOf(ref, key);
      reached.set(key, text);
      pending.push(...further);
    }
    const keys = [...reached.keys()].sort(byCodeUnit);
    return keys.map((key) => `\n${key} ${reached.get(key) ?? ''}`).join('');
  };
  return {
    hashOf(type, text = shapeText(type)) {
      const refs = refsIn(type);
      if (refs.length === 0) return shortHash(text);
      const from = refs.map(refText).join();
      const types = reachable.get(from) ?? reachedFrom(refs);
      reachable.set(from, types);
      return shortHash(text + types);
    },
  };
}

function refsIn(type: TypeModel): readonly RefType[] {
  const refs: RefType[] = [];
  walkTypes(type, (inner) => {
    if (inner.kind === 'ref') refs.push(inner);
  });
  return refs;
}
