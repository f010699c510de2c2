import type { Slot } from '../build/context.js';
import type { Assignment, Fill } from '../declared/declarations.js';

/** An operation that is to give a place its value. */
export interface Operation<A extends Assignment = Assignment> {
  readonly slot: Slot;
  readonly operation: A;
  /** What goes with it where the old value is absent. */
  readonly fill: Fill | undefined;
}

export type OperationOf<Kind extends Assignment['kind']> = Operation<Extract<Assignment, { readonly kind: Kind }>>;
