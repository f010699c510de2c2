import type { CommandModel } from '../../model/domain-model.js';
import { camelCase } from '../../naming/letter-case.js';
import { literal } from '../../naming/literal.js';
import { repositoryMembers } from '../../naming/method-names.js';
import { createNameScope } from '../../naming/name-scope.js';
import { propertyKey } from '../../naming/property-key.js';
import { isDeclarableName } from '../../naming/reserved-words.js';
import { answersOf, unionOf } from '../contract/answers.js';
import { arrow, call, object, type Code } from '../layout/code.js';
import { layOut } from '../layout/lay-out.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutSignature } from '../layout/type-text.js';
import { found } from '../names/domain-names.js';
import type { DoorType } from '../names/runtime-door.js';
import { entry } from '../types/shape-code.js';
import { typeText } from '../types/type-text.js';
import type { MethodContext, WiringMethodView } from './wiring-context.js';

/** The methods that a context gives for the streams of an aggregate. */
export function repositoryMethods(context: MethodContext): readonly WiringMethodView[] {
  if (context.aggregate.style === 'log') return [recordMethod(context), eventsMethod(context)];
  const { commands } = context.aggregate;
  const names = createNameScope(repositoryMembers);
  const commandMethods = commands.map((command) =>
    commandMethod(command, names.claim(command, camelCase(command.name)), context),
  );
  if (context.aggregate.persistence === 'state') return [...commandMethods, loadStateMethod(context)];
  return [...commandMethods, loadMethod(context), eventsMethod(context)];
}

interface Method {
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly string[];
  readonly returns: string;
  /** Parameters of the implementation, with their parentheses. */
  readonly takes: string;
  readonly body: Code;
}

function methodView({ name, doc, parameters, returns, takes, body }: Method): WiringMethodView {
  const key = propertyKey(name);
  const room = { indent: 6, column: 6 + key.length + 2, after: 1 };
  return {
    doc,
    signature: layOutSignature(key, parameters, returns, { indent: 4, end: ';' }),
    implementation: `${key}: ${layOut(arrow(takes, body), room)},`,
  };
}

function commandMethod(command: CommandModel, name: string, context: MethodContext): WiringMethodView {
  const { scope, aggregate, names, repository } = context;
  const { messageClass, versions } = found(names.commandNames.get(command), command.name);
  const latest = found(versions.at(-1), command.name);
  const { emits, rejects } = answersOf(command, aggregate, names);
  const answers = [unionOf(emits, scope), unionOf(rejects, scope)].map((union) => union.join(' | '));
  const outcome = [...answers, scope.type(names.contractNames.id)].join(', ');
  const made = call(`${scope.value(messageClass)}.of`, 'data');
  return methodView({
    name,
    doc: docComment({ description: command.description, deprecated: command.deprecated }, 4),
    parameters: [
      `data: ${scope.type(latest.input ?? latest.data)}`,
      `options?: ${optionsType('CommandOptions', context)}`,
    ],
    returns: `Promise<${scope.doorType('Outcome')}<${outcome}>>`,
    // Asynchronous also where data is refused: whoever is promised something need not catch twice.
    takes: 'async (data, given)',
    body: call(`${repository}.handle`, literal(command.name), made, 'given'),
  });
}

/** Options, with the project's own metadata keys typed. */
function optionsType(name: DoorType, { scope, plan }: MethodContext): string {
  const options = scope.doorType(name);
  return plan.model.metadata.length === 0 ? options : `${scope.type(plan.names.metadata.withMetadata)}<${options}>`;
}

interface IdentityParameter {
  readonly name: string;
  readonly declaration: string;
  /** The identity as an object. */
  readonly code: Code;
}

/** An identity of one part is given as its value, one of several as an object. */
function identityParameter({ aggregate, names, scope, plan }: MethodContext): IdentityParameter {
  const [part, ...others] = aggregate.id;
  if (part === undefined || others.length > 0) {
    return { name: 'id', declaration: `id: ${scope.type(names.contractNames.id)}`, code: 'id' };
  }
  const context = { scope, names: plan.names, scalars: plan.config.scalars, inlines: new Map() };
  const isFree = isDeclarableName(part.name) && !['at', 'events', 'given', 'options'].includes(part.name);
  const name = isFree ? part.name : 'id';
  return {
    name,
    declaration: `${name}: ${typeText(part.type, 'data', context)}`,
    code: object([entry(propertyKey(part.name), name)]),
  };
}

function loadMethod(context: MethodContext): WiringMethodView {
  const { scope, repository, state } = context;
  const id = identityParameter(context);
  return methodView({
    name: 'load',
    doc: docComment({ otherwise: 'State as it stands, or as it stood at a moment of the past.' }, 4),
    parameters: [id.declaration, `at?: ${scope.doorType('LoadOptions')}`],
    returns: `Promise<${scope.doorType('Loaded')}<${state}>>`,
    takes: `(${id.name}, at)`,
    body: call(`${repository}.load`, id.code, 'at'),
  });
}

/** There is no history, so there is no moment of the past to ask for. */
function loadStateMethod(context: MethodContext): WiringMethodView {
  const { scope, repository, state } = context;
  const id = identityParameter(context);
  return methodView({
    name: 'load',
    doc: docComment({ otherwise: 'State as it stands, and the number of times it was written.' }, 4),
    parameters: [id.declaration],
    returns: `Promise<${scope.doorType('LoadedState')}<${state}>>`,
    takes: `(${id.name})`,
    body: call(`${repository}.load`, id.code),
  });
}

const streamEvent = ({ scope, names }: MethodContext): string =>
  [names.contractNames.event, names.contractNames.id].map((name) => scope.type(name)).join(', ');

function eventsMethod(context: MethodContext): WiringMethodView {
  const { scope, repository } = context;
  const id = identityParameter(context);
  return methodView({
    name: 'events',
    doc: docComment({ otherwise: 'Events of the stream in order, each at its latest schema version.' }, 4),
    parameters: [id.declaration],
    returns: `AsyncIterable<${scope.doorType('StreamEvent')}<${streamEvent(context)}>>`,
    takes: `(${id.name})`,
    body: call(`${repository}.events`, id.code),
  });
}

function recordMethod(context: MethodContext): WiringMethodView {
  const { scope, names, repository } = context;
  const id = identityParameter(context);
  const event = scope.type(names.contractNames.event);
  const recorded = `${scope.doorType('RecordedEvents')}<${streamEvent(context)}>`;
  return methodView({
    name: 'record',
    doc: docComment({ otherwise: 'Stores all of these events or none.' }, 4),
    parameters: [id.declaration, `events: readonly ${event}[]`, `options?: ${optionsType('RecordOptions', context)}`],
    returns: `Promise<${recorded} | ${scope.doorType('RecordConflict')}>`,
    takes: `(${id.name}, events, given)`,
    body: call(`${repository}.record`, id.code, 'events', 'given'),
  });
}
