import type { Expression, Read, Variable } from '../../model/evolution-model.js';
import { propertyAccess } from '../../naming/property-key.js';
import { found } from '../names/domain-names.js';
import { nameOfType } from './expected-type.js';
import { nameOfRead } from './local-names.js';
import { isReadInFunction } from './needs.js';
import { binding, type BoundValue, type Position, type StepContext } from './step-context.js';

export function boundTo(variable: Variable, { values }: Position): BoundValue {
  return found(values.get(variable), `value ${String(variable)}`);
}

/** `old.address?.street`. */
export function readText({ variable, keys }: Read, at: Position): string {
  return keys.reduce((text, { name, mayEnd }) => {
    const access = propertyAccess('', name);
    if (!mayEnd) return text + access;
    return access.startsWith('.') ? `${text}?${access}` : `${text}?.${access}`;
  }, boundTo(variable, at).text);
}

/** Type of what is read, with `undefined` where it may be absent. */
export function readType({ type, mayBeAbsent }: Read, context: StepContext): string {
  const name = nameOfType(type, context);
  return mayBeAbsent ? `${name} | undefined` : name;
}

/** The compiler follows what is known of a way this far, and no further with certainty. */
const longestWay = 3;

/** Whether the compiler still knows inside `value` what was asked of the way itself. */
function isFollowed({ keys }: Read, as: Variable, value: Expression): boolean {
  return keys.length <= longestWay && keys.every(({ mayEnd }) => !mayEnd) && !isReadInFunction(value, as);
}

interface Looked {
  /** What stands for the value. */
  readonly text: string;
  readonly position: Position;
}

interface Looking {
  readonly from: Read;
  readonly as: Variable;
  readonly value: Expression;
  /** Type of what is called `as`. */
  readonly type: () => string;
}

/** Binds `as` to the way itself, where a condition on it is remembered; `undefined` where it needs a name of its own. */
export function lookAt({ from, as, value, type }: Looking, at: Position): Looked | undefined {
  if (!isFollowed(from, as, value)) return undefined;
  const text = readText(from, at);
  return { text, position: binding(at, as, { text, type }) };
}

/** Binds `as` to a new name. */
export function nameOf({ from, as, type }: Omit<Looking, 'value'>, at: Position): Looked {
  const text = at.locals.take(nameOfRead(from));
  return { text, position: binding(at, as, { text, type }) };
}
