import type { AggregateModel, EventModel, CommandModel, RejectionModel } from '../../model/domain-model.js';
import type { VersionedModel } from './step-names.js';
import { isStateStored } from '../../model/stored-state.js';
import type { ShapeModel } from '../../model/type-model.js';
import { withIdentity } from '../types/identity.js';
import type { NamingOptions } from './domain-names.js';
import type { AggregatePaths } from './module-paths.js';
import { constName, createModuleScope, type Exported, type ModuleScope } from './module-scope.js';
import { stepNames, type MessageStepNames, type UpcastsNames } from './step-names.js';
import { versionSuffix, type VersionNames } from './version-names.js';

/** Class and definition of a message, and its versions in order. */
export interface MessageNames {
  readonly messageClass: Exported;
  readonly definition: Exported;
  readonly versions: readonly VersionNames[];
}

export interface StateNames {
  /** The latest version, by its plain name. */
  readonly latest: Exported;
  readonly versions: readonly Exported[];
  /** Shape of the latest version, where it is kept. */
  readonly shape: Exported | undefined;
  /** Where states are stored for good. */
  readonly stored: StoredStateNames | undefined;
}

export interface StoredStateNames {
  readonly versions: readonly VersionNames[];
  readonly definition: Exported;
  /** Of the event that has it for its data; a state that is the truth needs none. */
  readonly messageClass: Exported | undefined;
}

/** What the entry declares beside what it passes on. */
export interface ContractNames {
  readonly id: Exported;
  readonly event: Exported;
  readonly command: Exported;
  readonly rejection: Exported;
  readonly contract: Exported;
  /** `OrderDecider`, the class that users extend, `OrderAggregate`, or the handlers of a process. */
  readonly behaviour: Exported;
  readonly definition: Exported;
}

export interface AggregateNames {
  readonly paths: AggregatePaths;
  readonly entry: ModuleScope;
  readonly events: ModuleScope;
  readonly commands: ModuleScope;
  readonly rejections: ModuleScope;
  readonly state: ModuleScope;
  readonly upcasts: ModuleScope;
  readonly eventNames: ReadonlyMap<EventModel, MessageNames>;
  readonly commandNames: ReadonlyMap<CommandModel, MessageNames>;
  readonly rejectionNames: ReadonlyMap<RejectionModel, MessageNames>;
  readonly stateNames: StateNames | undefined;
  readonly contractNames: ContractNames;
  readonly upcastsNames: UpcastsNames;
  readonly stepNames: ReadonlyMap<VersionedModel, MessageStepNames>;
}

interface NamedMessage {
  readonly name: string;
  readonly versions: readonly { readonly schemaVersion: number; readonly shape: ShapeModel }[];
}

export function aggregateNames(
  aggregate: AggregateModel,
  paths: AggregatePaths,
  { importEnding, inputs }: NamingOptions,
): AggregateNames {
  const scope = (module: string): ModuleScope => createModuleScope(module, importEnding);
  const [events, commands, rejections] = [scope(paths.events), scope(paths.commands), scope(paths.rejections)];
  const state = scope(paths.state);
  const hasInput = (shape: ShapeModel): boolean => inputs.shapeDiffers(shape);
  const eventNames = messageNames(aggregate.events, events, hasInput);
  const hasCommandInput = (shape: ShapeModel): boolean => hasInput(withIdentity(shape, aggregate.id));
  const commandNames = messageNames(aggregate.commands, commands, hasCommandInput);
  const rejectionNames = namesOfRejections(aggregate.rejections, rejections, hasInput);
  const entry = scope(paths.entry);
  const upcasts = scope(paths.upcasts);
  // What users name themselves keeps its name in the entry; what we name gives way.
  for (const { messageClass } of [...eventNames.values(), ...commandNames.values(), ...rejectionNames.values()]) {
    entry.passOn(messageClass);
  }
  const ownState = aggregate.state === undefined ? undefined : stateNames(aggregate, state);
  if (ownState?.stored?.messageClass !== undefined) entry.passOn(ownState.stored.messageClass);
  return {
    paths,
    entry,
    events,
    commands,
    rejections,
    state,
    upcasts,
    eventNames,
    commandNames,
    rejectionNames,
    stateNames: ownState,
    contractNames: contractNames(aggregate, entry),
    ...stepNames(aggregate, upcasts),
  };
}

function contractNames({ name, style }: AggregateModel, entry: ModuleScope): ContractNames {
  return {
    id: entry.declare('type', `${name}Id`),
    event: entry.declare('type', `${name}Event`),
    command: entry.declare('type', `${name}Command`),
    rejection: entry.declare('type', `${name}Rejection`),
    contract: entry.declare('type', `${name}Contract`),
    behaviour: behaviourName(name, style, entry),
    definition: entry.declare('value', constName(name)),
  };
}

function behaviourName(name: string, style: AggregateModel['style'], entry: ModuleScope): Exported {
  if (style === 'class') return entry.declare('value', `${name}Aggregate`);
  return entry.declare('type', style === 'process' ? `${name}Handlers` : `${name}Decider`);
}

/** Only the latest version is ever made from input. */
function messageNames<Message extends NamedMessage>(
  messages: readonly Message[],
  scope: ModuleScope,
  hasInput: (shape: ShapeModel) => boolean,
): ReadonlyMap<Message, MessageNames> {
  const classes = messages.map((message) => [message, scope.declare('value', message.name)] as const);
  const entries = classes.map(([message, messageClass]) => {
    const { name } = message;
    const constant = constName(name);
    const versions = message.versions.map(({ schemaVersion, shape }, index): VersionNames => {
      const isLatest = index === message.versions.length - 1;
      return {
        data: scope.declare('type', name + versionSuffix(schemaVersion)),
        input: isLatest && hasInput(shape) ? scope.declare('type', `${name}Input`) : undefined,
        shape: scope.declare('value', constant + versionSuffix(schemaVersion)),
      };
    });
    return [message, { messageClass, definition: scope.declare('value', constant), versions }] as const;
  });
  return new Map(entries);
}

function namesOfRejections(
  rejections: readonly RejectionModel[],
  scope: ModuleScope,
  hasInput: (shape: ShapeModel) => boolean,
): ReadonlyMap<RejectionModel, MessageNames> {
  const classes = rejections.map((rejection) => [rejection, scope.declare('value', rejection.name)] as const);
  const entries = classes.map(([rejection, messageClass]) => {
    const { name, shape } = rejection;
    const constant = constName(name);
    const only: VersionNames = {
      data: scope.declare('type', `${name}Data`),
      input: hasInput(shape) ? scope.declare('type', `${name}Input`) : undefined,
      shape: scope.declare('value', `${constant}Data`),
    };
    return [rejection, { messageClass, definition: scope.declare('value', constant), versions: [only] }] as const;
  });
  return new Map(entries);
}

function stateNames(aggregate: AggregateModel, scope: ModuleScope): StateNames {
  const { name, state, snapshot } = aggregate;
  const latest = scope.declare('type', `${name}State`);
  const data = (state?.versions ?? []).map(({ schemaVersion }) =>
    scope.declare('type', `${name}State${versionSuffix(schemaVersion)}`),
  );
  if (!isStateStored(aggregate)) {
    const shape = snapshot === undefined ? undefined : scope.declare('value', `${constName(name)}State`);
    return { latest, versions: data, shape, stored: undefined };
  }
  const versions = data.map((each, index): VersionNames => {
    const shape = scope.declare('value', `${constName(name)}State${versionSuffix(index + 1)}`);
    return { data: each, input: undefined, shape };
  });
  const stored = { versions, ...storedStateNames(aggregate, scope) };
  return { latest, versions: data, shape: versions.at(-1)?.shape, stored };
}

function storedStateNames(
  { name, fact }: AggregateModel,
  scope: ModuleScope,
): Pick<StoredStateNames, 'definition' | 'messageClass'> {
  return fact === undefined
    ? { definition: scope.declare('value', `${constName(name)}State`), messageClass: undefined }
    : {
        messageClass: scope.declare('value', fact.name),
        definition: scope.declare('value', constName(fact.name)),
      };
}

/** A symbol as users import it: from the aggregate's entry, by the name it has there. */
export function fromEntry(symbol: Exported, { entry }: AggregateNames): Exported {
  return symbol.module === entry.module
    ? symbol
    : { module: entry.module, name: entry.passOn(symbol), kind: symbol.kind };
}
