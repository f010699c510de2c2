import type { AggregateModel, CommandModel, EventModel } from '../../model/domain-model.js';
import { commentText } from '../../naming/comment-text.js';
import { camelCase, pascalCase } from '../../naming/letter-case.js';
import { literal } from '../../naming/literal.js';
import { createNameScope } from '../../naming/name-scope.js';
import { inheritedMembers } from '../../naming/method-names.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutSignature } from '../layout/type-text.js';
import type { DomainPlan } from '../domain-plan.js';
import { contextType } from '../metadata/metadata-type.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import type { ModuleScope } from '../names/module-scope.js';
import { answersOf, isEvolved } from './answers.js';

export interface CommandMethodView {
  readonly doc: string;
  readonly signature: string;
  readonly type: string;
  readonly method: string;
}

export interface EventMethodView {
  readonly doc: string;
  readonly signature: string;
  readonly type: string;
  readonly method: string;
}

/** The class that a user's aggregate extends. */
export interface AggregateClassView {
  readonly doc: string;
  readonly name: string;
  readonly base: string;
  readonly event: string;
  readonly command: string;
  readonly context: string;
  readonly result: string;
  readonly hasCommands: boolean;
  readonly commands: readonly CommandMethodView[];
  /** State that is handed out; none where nothing is kept, or the schema does not know it. */
  readonly kept: readonly { readonly doc: string; readonly state: string }[];
  /** State that is taken back from snapshots. */
  readonly restored: readonly { readonly state: string }[];
  readonly hasEvents: boolean;
  readonly events: readonly EventMethodView[];
}

export interface MethodNames {
  readonly commands: ReadonlyMap<CommandModel, string>;
  readonly events: ReadonlyMap<EventModel, string>;
}

/** Names of the methods that a user writes: `placeOrder` for a command, `onOrderPlaced` for an event. */
export function methodNames({ commands, events }: AggregateModel): MethodNames {
  const scope = createNameScope(inheritedMembers);
  return {
    commands: new Map(commands.map((command) => [command, scope.claim(command, camelCase(command.name))])),
    events: new Map(
      events.filter(isEvolved).map((event) => [event, scope.claim(event, `on${pascalCase(event.name)}`)]),
    ),
  };
}

export function aggregateClassView(
  aggregate: AggregateModel,
  names: AggregateNames,
  plan: DomainPlan,
): AggregateClassView {
  const { entry: scope, contractNames } = names;
  const methods = methodNames(aggregate);
  const commands = [...methods.commands].map(([command, method]) =>
    commandMethod(command, method, { aggregate, names, plan }),
  );
  const events = [...methods.events].map(([event, method]) => eventMethod(event, method, names));
  const notes = ['Extend this: a missing handler does not compile.'];
  return {
    doc: docComment({ description: aggregate.description, notes }),
    name: contractNames.behaviour.name,
    base: scope.door('Aggregate'),
    event: contractNames.event.name,
    command: contractNames.command.name,
    context: commands.length === 0 ? '' : contextType(scope.doorType('DecideContext'), scope, plan),
    result: aggregate.rejections.length === 0 ? 'void' : `${contractNames.rejection.name} | void`,
    hasCommands: commands.length > 0,
    commands,
    kept: keepsState(aggregate, names) ? [{ doc: keptDoc(aggregate), state: keptState(names, scope) }] : [],
    restored: restoresState(aggregate, names) ? [{ state: keptState(names, scope) }] : [],
    hasEvents: events.length > 0,
    events,
  };
}

/** Whether instances hand out their declared state, to snapshots or facts, or so that its transitions are checked. */
export const keepsState = ({ state }: AggregateModel, { stateNames }: AggregateNames): boolean =>
  stateNames?.shape !== undefined || (stateNames !== undefined && state?.union?.transitions !== undefined);

/** Whether they take it from snapshots. */
export const restoresState = (aggregate: AggregateModel, names: AggregateNames): boolean =>
  aggregate.snapshot !== undefined && keepsState(aggregate, names);

function keptDoc({ snapshot, fact }: AggregateModel): string {
  if (fact === undefined && snapshot === undefined) {
    return docComment({ otherwise: 'The state as it is declared, by which its transitions are checked.' }, 2);
  }
  if (fact === undefined) return docComment({ otherwise: 'What a snapshot holds of the state.' }, 2);
  const both = snapshot === undefined ? 'a fact holds' : 'a fact and a snapshot hold';
  return docComment({ otherwise: `The state as it is declared, which ${both}.` }, 2);
}

/** The type of the declared state, imported into `scope`. */
export function keptState({ stateNames }: AggregateNames, scope: ModuleScope): string {
  return stateNames === undefined ? 'never' : scope.type(stateNames.latest);
}

interface MethodContext {
  readonly aggregate: AggregateModel;
  readonly names: AggregateNames;
  readonly plan: DomainPlan;
}

/** What a command's method returns: its rejections, or nothing. */
export const resultOf = (rejects: readonly string[]): string => [...rejects, 'void'].join(' | ');

function commandMethod(
  command: CommandModel,
  method: string,
  { aggregate, names, plan }: MethodContext,
): CommandMethodView {
  const { entry: scope } = names;
  const { messageClass } = found(names.commandNames.get(command), command.name);
  const { rejects } = answersOf(command, aggregate, names);
  const context = contextType(scope.doorType('DecideContext'), scope, plan);
  const parameters = [`command: ${scope.type(messageClass)}`, `context: ${context}`];
  // An override may return anything where a plain `void` stands: `undefined` beside it keeps undeclared rejections out.
  const result =
    rejects.length === 0 ? 'void | undefined' : resultOf(rejects.map((rejection) => scope.type(rejection)));
  const raises = command.emits.length === 0 ? 'Raises nothing.' : `Raises: ${commentText(command.emits.join(', '))}.`;
  return {
    doc: docComment({ description: command.description, notes: [raises], deprecated: command.deprecated }, 2),
    signature: layOutSignature(`abstract ${method}`, parameters, result, { indent: 2, end: ';' }),
    type: literal(command.type),
    method,
  };
}

function eventMethod(event: EventModel, method: string, names: AggregateNames): EventMethodView {
  const { messageClass } = found(names.eventNames.get(event), event.name);
  const parameters = [`event: ${names.entry.type(messageClass)}`];
  return {
    doc: docComment({ description: event.description, deprecated: event.deprecated }, 2),
    signature: layOutSignature(`protected abstract ${method}`, parameters, 'void', { indent: 2, end: ';' }),
    type: literal(event.type),
    method,
  };
}
