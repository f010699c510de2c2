import type { CheckSchema } from '../../model/check-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';
import { checkName } from './check-name.js';
import { checkKey, checkSchema, constraintsKey } from './check-schema.js';

export interface NamedCheck {
  readonly schema: CheckSchema;
  readonly check: Exported;
}

/** The checks of one context, each declared when it is first asked for. */
export interface ContextChecks {
  /** The check of a type's own constraints; `undefined` where it has none. */
  of(type: TypeModel): Exported | undefined;
  /** Everything that was asked for, by name. */
  all(): readonly NamedCheck[];
}

export function createContextChecks(scope: ModuleScope): ContextChecks {
  const known = new Map<string, NamedCheck>();
  const declared = (type: TypeModel): Exported | undefined => {
    const schema = checkSchema(type);
    if (schema === undefined) return undefined;
    const key = checkKey(schema);
    const named = known.get(key) ?? { schema, check: scope.declare('value', checkName(schema)) };
    known.set(key, named);
    return named.check;
  };
  // Constraints are written the same way again and again; putting them in order is the dear part.
  const asWritten = new Map<string, Exported | undefined>();
  return {
    of(type) {
      const key = constraintsKey(type);
      if (key === undefined) return undefined;
      if (!asWritten.has(key)) asWritten.set(key, declared(type));
      return asWritten.get(key);
    },
    all: () => [...known.values()].sort((left, right) => byCodeUnit(left.check.name, right.check.name)),
  };
}
