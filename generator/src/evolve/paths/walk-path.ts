/** Where a path leads to in a type. */
import type { DomainModel } from '../../model/domain-model.js';
import type { Read } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { stepInto, type DeadEnd } from '../shapes/step-into.js';
import type { Path } from './path.js';

export type Walked =
  | {
      readonly kind: 'found';
      readonly type: TypeModel;
      /** Absent, or inside something that may be absent or null. */
      readonly mayBeAbsent: boolean;
      /** Leads to further keys of an open object, or to one of them. */
      readonly isExtra: boolean;
    }
  /** `at` is the segment that leads nowhere. */
  | { readonly kind: 'lost'; readonly at: number; readonly end: DeadEnd };

export function walkPath(from: TypeModel, path: Path, model: DomainModel): Walked {
  let type = from;
  let mayBeAbsent = false;
  for (const [at, segment] of path.entries()) {
    const next = stepInto(type, segment, model);
    if (next.kind !== 'inside') return { kind: 'lost', at, end: next };
    const rest = path.slice(at + 1);
    if (next.isExtra === true && rest.length <= 1 && rest.every(({ kind }) => kind === 'key')) {
      return { kind: 'found', type: next.type, mayBeAbsent: true, isExtra: true };
    }
    mayBeAbsent = mayBeAbsent || next.optional || next.mayBeNull;
    type = next.type;
  }
  return { kind: 'found', type, mayBeAbsent, isExtra: false };
}

/** The read of what lies further in, along keys only; `undefined` where the path leads elsewhere. */
export function readFurther(from: Read, path: Path, model: DomainModel): Read | undefined {
  let read = from;
  for (const segment of path) {
    const next = segment.kind === 'key' ? stepInto(read.type, segment, model) : undefined;
    if (segment.kind !== 'key' || next?.kind !== 'inside') return undefined;
    read = {
      variable: read.variable,
      keys: [...read.keys, { name: segment.name, mayEnd: next.mayBeNull || read.mayBeAbsent }],
      type: next.type,
      mayBeAbsent: read.mayBeAbsent || next.mayBeNull || next.optional,
    };
  }
  return read;
}
