import type { Read } from '../../model/evolution-model.js';
import type { ScalarName, TypeModel } from '../../model/type-model.js';
import type { Conversion } from '../../model/step-model.js';
import type { Inferred } from '../build/context.js';
import type { NamelessType } from '../shapes/open-type.js';

const fromInteger: Partial<Readonly<Record<ScalarName, Conversion>>> = {
  bigint: { name: 'integer-to-bigint' },
  decimal: { name: 'integer-to-decimal' },
};

/** Widening that makes another value; where the value stays as it is there is nothing to infer. */
export function inferScalar(
  from: Read,
  old: NamelessType,
  next: { readonly type: TypeModel; readonly scalar: ScalarName },
): Inferred {
  if (next.scalar === 'json') return { kind: 'json', from };
  const by = old.kind === 'scalar' && old.scalar === 'integer' ? fromInteger[next.scalar] : undefined;
  return by === undefined ? 'misfit' : { kind: 'convert', from, by, otherwise: undefined, type: next.type };
}
