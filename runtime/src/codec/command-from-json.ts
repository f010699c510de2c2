import type { AggregateContract } from '../decider/contract.js';
import {
  FailedCommandUpcasterError,
  NewerCommandError,
  UnknownCommandError,
} from '../errors/command-message-errors.js';
import { InvalidMessageError } from '../errors/message-errors.js';
import type { CommandDefinition, Step } from '../registry/message-definition.js';
import type { Registry } from '../registry/registry.js';
import { makeData, problemsOf } from '../shape/make.js';
import { type Mode, offered, type Operations, reading, unbound } from '../shape/shape.js';
import { latestShape } from './message-data.js';

/** A command as it waits in a queue, or as an old client sends it. */
export interface CommandJson<Type extends string = string> {
  readonly type: Type;
  readonly schemaVersion: number;
  /** Parsed JSON. */
  readonly data: unknown;
}

/** Any command of these contracts. */
type AnyCommandOf<C> = C extends AggregateContract ? C['commands'][keyof C['commands']]['command'] : never;

/** The command of a type that is known while compiling; otherwise any. */
type CommandOf<C, Type extends string> = string extends Type
  ? AnyCommandOf<C>
  : Extract<AnyCommandOf<C>, { readonly type: Type }>;

/**
 * A command out of JSON, in whatever schema version it was written: checked against that version's types, taken step by
 * step to the latest, and checked there as if it were made now, constraints included. Defaults may be left out.
 * @throws UnknownCommandError, NewerCommandError, FailedCommandUpcasterError
 * @throws InvalidMessageError naming every problem by JSON pointer, and the schema version that the data does not fit
 */
export function commandFromJson<C extends AggregateContract, const Type extends string>(
  registry: Registry<C>,
  json: CommandJson<Type>,
): CommandOf<C, Type> {
  const { type, schemaVersion } = json;
  const definition = registry.commands.get(type);
  if (definition === undefined) {
    throw new UnknownCommandError(type, schemaVersion, `it is no command of ${registry.context}`);
  }
  refuseUnknownVersion(definition, schemaVersion);
  const { schemaVersion: latest } = definition;
  const mode = schemaVersion === latest ? 0 : unbound;
  const taken = takeUp(definition, json, { to: latest, mode, custom: registry.custom });
  const data = makeData(taken.shape, taken.data, { type, schemaVersion: latest });
  const command: unknown = Object.assign(Object.create(definition.messageClass.prototype), { type, data });
  // The definition is that of this type, and its latest shape has just vouched for the data.
  return command as CommandOf<C, Type>;
}

function refuseUnknownVersion(
  { type, schemaVersion: latest, versions }: CommandDefinition,
  schemaVersion: number,
): void {
  if (Number.isSafeInteger(schemaVersion) && schemaVersion > latest) {
    throw new NewerCommandError(type, schemaVersion, latest);
  }
  if (!Number.isSafeInteger(schemaVersion) || versions[schemaVersion] === undefined) {
    throw new UnknownCommandError(type, schemaVersion, 'the command never had this schema version');
  }
  for (let to = schemaVersion + 1; to <= latest; to += 1) {
    if (versions[to]?.upcast !== undefined) continue;
    throw new UnknownCommandError(type, schemaVersion, `no step leads to schema version ${to}`);
  }
}

/** How far a command is taken up. */
export interface TakeUp {
  readonly to: number;
  /** `unbound` where constraints of the version it was written in do not bind. */
  readonly mode: Mode;
  readonly custom: object;
}

/** Data of a command in a later version, or its own, and the shape of that version, which has not looked at it yet. */
export function takeUp(
  definition: CommandDefinition,
  { schemaVersion, data: json }: CommandJson,
  { to, mode: bindings, custom }: TakeUp,
): { readonly shape: Operations; readonly data: unknown } {
  const { type, versions } = definition;
  let shape = versions[schemaVersion]?.shape ?? latestShape(definition);
  const mode = reading | offered | bindings;
  if (!shape.accepts(json, mode, 0))
    throw new InvalidMessageError({ type, schemaVersion }, problemsOf(shape, json, mode));
  // A copy with its defaults, as the version's own code would have made it.
  let data = schemaVersion === to ? shape.decode(json, mode) : shape.fill(shape.decode(json, mode));
  for (let next = schemaVersion + 1; next <= to; next += 1) {
    const known = versions[next];
    if (known?.upcast === undefined) continue;
    ({ shape } = known);
    data = stepped({ type, to: next, upcast: known.upcast, shape }, data, custom);
  }
  return { shape, data };
}

interface CommandStep {
  readonly type: string;
  readonly to: number;
  readonly upcast: Step;
  readonly shape: Operations;
}

function stepped({ type, to, upcast, shape }: CommandStep, data: unknown, custom: object): unknown {
  // That the step fits the versions it stands between was checked where it was defined.
  const run = upcast as (data: unknown, custom: object) => unknown;
  let value: unknown;
  try {
    value = run(data, custom);
  } catch (error) {
    throw new FailedCommandUpcasterError(type, to - 1, to, error);
  }
  // Steps that call no function of the user leave out the parameter.
  if (upcast.length > 1 && !shape.accepts(value, unbound, 0)) {
    const unfit = new InvalidMessageError({ type, schemaVersion: to }, problemsOf(shape, value, unbound));
    throw new FailedCommandUpcasterError(type, to - 1, to, unfit);
  }
  return value;
}
