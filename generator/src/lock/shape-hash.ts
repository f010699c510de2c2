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
  /** Of a shape and of every named type version it reaches, whatever the way to it. */
  readonly hashOf: (type: TypeModel) => string;
}

interface KnownType {
  readonly text: string;
  readonly refs: readonly RefType[];
}

export function createShapeHasher(lookup: TypeLookup): ShapeHasher {
  const known = new Map<string, KnownType>();
  const typeOf = (ref: RefType): KnownType => {
    const key = refText(ref);
    const found = known.get(key);
    if (found !== undefined) return found;
    const type = lookup(ref);
    const made = type === undefined ? { text: '', refs: [] } : { text: shapeText(type), refs: refsIn(type) };
    known.set(key, made);
    return made;
  };
  return {
    hashOf(type) {
      const reached = new Map<string, string>();
      // A list that grows: types may reach themselves.
      const pending = [...refsIn(type)];
      for (const ref of pending) {
        const key = refText(ref);
        if (reached.has(key)) continue;
        const { text, refs } = typeOf(ref);
        reached.set(key, text);
        pending.push(...refs);
      }
      const types = [...reached].sort(([left], [right]) => byCodeUnit(left, right));
      return shortHash([shapeText(type), ...types.map(([key, text]) => `${key} ${text}`)].join('\n'));
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
