/**
 * Target `<aggregate>.ts`, which users import from: everything of the aggregate passed on by name, the contract its
 * behaviour must meet, and the definition that tells the runtime.
 */
import type { AggregateModel, CommandModel } from '../../model/domain-model.js';
import { commentText } from '../../naming/comment-text.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutUnion } from '../layout/type-text.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import { exportStatements, type Exported, type ModuleScope } from '../names/module-scope.js';
import { metadataType } from '../metadata/metadata-type.js';
import type { PlannedFile } from '../output-plan.js';
import { interfaceView, type InterfaceView } from '../types/declarations.js';
import { identityShape } from '../types/identity.js';
import { answersOf, eventClasses, isEvolved, unionOf } from './answers.js';
import { aggregateClassView, type AggregateClassView } from './aggregate-class.js';
import { upcastsExports } from '../steps/custom-functions.js';
import { definitionStatement } from './aggregate-definition.js';

/** A documented statement. */
export interface StatementView {
  readonly doc: string;
  readonly text: string;
}

export interface ContractCommandView {
  readonly key: string;
  readonly command: string;
  /** Whole properties. */
  readonly emits: string;
  readonly rejects: string;
}

export interface ContractView {
  readonly doc: string;
  readonly name: string;
  readonly id: string;
  readonly hasState: boolean;
  readonly state: string;
  readonly hasFact: boolean;
  /** The class of the event with the whole state. */
  readonly fact: string;
  readonly hasMetadata: boolean;
  /** The type of the project's own keys. */
  readonly metadata: string;
  readonly hasEvents: boolean;
  readonly events: readonly { readonly key: string; readonly type: string }[];
  readonly hasCommands: boolean;
  readonly commands: readonly ContractCommandView[];
}

export interface ContractFileView extends FileView {
  /** Statements, one a line, no newline at the end. */
  readonly exports: string;
  /** The interface of the identity. */
  readonly ids: readonly InterfaceView[];
  readonly unions: readonly StatementView[];
  /** One. */
  readonly contracts: readonly ContractView[];
  /** The type of a decider, or nothing. */
  readonly deciders: readonly StatementView[];
  /** The class that users extend, or nothing. */
  readonly classes: readonly AggregateClassView[];
  readonly definitions: readonly StatementView[];
}

export function planContractFile(aggregate: AggregateModel, plan: DomainPlan): PlannedFile<ContractFileView> {
  const names = plan.names.aggregate(aggregate);
  const { entry: scope, contractNames } = names;
  const exports = exportStatements(scope, passedOn(names, aggregate, plan), plan.config.importEnding).trimEnd();
  const context = { scope, names: plan.names, scalars: plan.config.scalars, inlines: new Map() };
  const idDoc = { otherwise: `Identity of ${aggregate.name}.` };
  const id = interfaceView({ shape: identityShape(aggregate.id), name: contractNames.id, doc: idDoc }, 'data', context);
  const view = {
    exports,
    ids: [id],
    unions: unionViews(aggregate, names),
    contracts: [contractView(aggregate, names, plan)],
    deciders: aggregate.style === 'decider' ? [deciderView(aggregate, names)] : [],
    classes: aggregate.style === 'class' ? [aggregateClassView(aggregate, names, plan)] : [],
    definitions: [
      {
        doc: docComment({ otherwise: `What the runtime needs to know of ${aggregate.name}.` }),
        text: definitionStatement(aggregate, names, plan),
      },
    ],
  };
  const file = { scope, template: 'contract', sources: aggregate.sources };
  return generatedFile(file, (header) => ({ ...header, ...view }));
}

/** Classes and types of all messages, without those of events that nobody ever meets; replaced ones keep their data. */
function passedOn(names: AggregateNames, aggregate: AggregateModel, plan: DomainPlan): readonly Exported[] {
  const ignored = new Set(
    aggregate.events.flatMap((event) => {
      const { messageClass, versions } = found(names.eventNames.get(event), event.name);
      if (event.becomes !== undefined) return [messageClass];
      return event.ignored === undefined ? [] : [messageClass, ...versions.map(({ data }) => data)];
    }),
  );
  const messages = [...names.eventNames.values(), ...names.commandNames.values(), ...names.rejectionNames.values()];
  const types = [names.events, names.commands, names.rejections, names.state].flatMap((scope) => scope.declaredTypes());
  const fact = names.stateNames?.stored?.messageClass;
  const classes = [...messages.map(({ messageClass }) => messageClass), ...(fact === undefined ? [] : [fact])];
  return [...classes, ...types, ...upcastsExports(aggregate, plan)].filter((symbol) => !ignored.has(symbol));
}

function unionViews(aggregate: AggregateModel, names: AggregateNames): readonly StatementView[] {
  const { entry: scope, contractNames, commandNames, rejectionNames } = names;
  const union = (name: Exported, symbols: readonly Exported[], otherwise: string): StatementView => ({
    doc: docComment({ otherwise }),
    text: layOutUnion(`export type ${name.name} =`, unionOf(symbols, scope)),
  });
  const classes = (messages: Iterable<{ readonly messageClass: Exported }>): readonly Exported[] =>
    [...messages].map(({ messageClass }) => messageClass);
  const { name, style } = aggregate;
  const events = union(contractNames.event, eventClasses(aggregate, names), `What may have happened to ${name}.`);
  if (style === 'log') return [events];
  return [
    events,
    union(contractNames.command, classes(commandNames.values()), `What ${name} may be asked.`),
    union(contractNames.rejection, classes(rejectionNames.values()), `What ${name} may refuse a command with.`),
  ];
}

function contractView(aggregate: AggregateModel, names: AggregateNames, plan: DomainPlan): ContractView {
  const { entry: scope, contractNames, stateNames } = names;
  const events = aggregate.events.filter(isEvolved).map((event) => ({
    key: propertyKey(event.name),
    type: scope.type(found(names.eventNames.get(event), event.name).messageClass),
  }));
  const commands = aggregate.commands.map((command) => commandView(command, aggregate, names));
  const factClass = stateNames?.stored?.messageClass;
  return {
    doc: docComment({ otherwise: contractDoc(aggregate) }),
    name: contractNames.contract.name,
    id: contractNames.id.name,
    hasState: stateNames !== undefined,
    state: stateNames === undefined ? '' : scope.type(stateNames.latest),
    hasFact: factClass !== undefined,
    fact: factClass === undefined ? '' : scope.type(factClass),
    ...metadataView(aggregate, scope, plan),
    hasEvents: events.length > 0,
    events,
    hasCommands: commands.length > 0,
    commands,
  };
}

/** Only who decides is given metadata. */
function metadataView(
  { style }: AggregateModel,
  scope: ModuleScope,
  plan: DomainPlan,
): Pick<ContractView, 'hasMetadata' | 'metadata'> {
  const keys = style === 'log' ? undefined : metadataType(plan);
  return { hasMetadata: keys !== undefined, metadata: keys === undefined ? '' : scope.type(keys) };
}

function contractDoc({ name, style }: AggregateModel): string {
  if (style === 'log') return `The events of ${name}.`;
  return `What a behaviour of ${name} must answer: each command only with events it emits and rejections it may give.`;
}

function commandView(command: CommandModel, aggregate: AggregateModel, names: AggregateNames): ContractCommandView {
  const { entry: scope } = names;
  const { emits, rejects } = answersOf(command, aggregate, names);
  return {
    key: propertyKey(command.name),
    command: scope.type(found(names.commandNames.get(command), command.name).messageClass),
    emits: layOutUnion('readonly emits:', unionOf(emits, scope), 6),
    rejects: layOutUnion('readonly rejects:', unionOf(rejects, scope), 6),
  };
}

function deciderView({ description, name, persistence }: AggregateModel, names: AggregateNames): StatementView {
  const { entry: scope, contractNames, stateNames } = names;
  const contract = contractNames.contract.name;
  const decider = scope.doorType(persistence === 'state' ? 'StateDecider' : 'Decider');
  const text =
    stateNames === undefined
      ? `export type ${contractNames.behaviour.name}<State> = ${decider}<${contract}, State>;`
      : `export type ${contractNames.behaviour.name} = ${decider}<${contract}>;`;
  const notes = ['Write one with `satisfies`: a missing handler does not compile.'];
  return { doc: docComment({ description, otherwise: `Decides for ${commentText(name)}.`, notes }), text };
}
