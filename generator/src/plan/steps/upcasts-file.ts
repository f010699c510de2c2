/** Target `<aggregate>.upcasts.ts`: a function for each step between versions of its messages, and what users write for them. */
import type { AggregateModel, EventModel, MessageVersionModel, StateVersionModel } from '../../model/domain-model.js';
import type { Expression, StepPlan } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { commentText } from '../../naming/comment-text.js';
import { camelCase } from '../../naming/letter-case.js';
import { literal } from '../../naming/literal.js';
import { propertyAccess } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutStatements, returned } from '../layout/statement.js';
import { lineWidth } from '../layout/lay-out.js';
import { layOutSignature } from '../layout/type-text.js';
import { metadataType } from '../metadata/metadata-type.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { withIdentity } from '../types/identity.js';
import { shapeType } from '../types/root-types.js';
import { isState, versionedModels } from '../names/step-names.js';
import {
  hasFacts,
  isEvent,
  keyOf,
  messageNamesOf,
  stepsOfVersion,
  typesKey,
  type MessageModel,
  type Upcasts,
} from './message-steps.js';
import { stepDoc } from './step-doc.js';
import { stepStatements, type StepSide } from './step-function.js';
import type { StepGiven } from './step-context.js';
import { interfaceStatements } from './upcasts-interfaces.js';

export interface UpcastsFileView extends FileView {
  readonly statements: readonly { readonly text: string }[];
}

/** `undefined` for an aggregate whose messages have one version each. */
export function planUpcastsFile(aggregate: AggregateModel, plan: DomainPlan): PlannedFile<UpcastsFileView> | undefined {
  const names = plan.names.aggregate(aggregate);
  const scope = names.upcasts;
  const facts = (): string => factsType(names, scope, plan);
  const file: Upcasts = { aggregate, names, facts, scope, plan, evolution: plan.evolution, isEarly: false };
  const steps = versionedModels(aggregate).flatMap((message) => messageStatements(message, file));
  if (steps.length === 0) return undefined;
  const statements = [...interfaceStatements(file), ...steps].map((text) => ({ text }));
  return generatedFile({ scope, template: 'upcasts', sources: aggregate.sources }, (header) => ({
    ...header,
    statements,
  }));
}

function factsType({ contractNames }: AggregateNames, scope: ModuleScope, plan: DomainPlan): string {
  const keys = metadataType(plan);
  const given = [contractNames.id, ...(keys === undefined ? [] : [keys])].map((symbol) => scope.type(symbol));
  return `${scope.doorType('StoredFacts')}<${given.join(', ')}>`;
}

function messageStatements(message: MessageModel, file: Upcasts): readonly string[] {
  const versions: readonly (MessageVersionModel | StateVersionModel)[] = message.versions;
  const steps = versions.slice(1).flatMap((newer, index) => {
    const older = found(versions[index], keyOf(message));
    const { up, down } = found(stepsOfVersion(file.evolution, newer), keyOf(message));
    const ways = [
      stepOf(message, up, [older, newer], file),
      down === undefined ? [] : stepOf(message, down, [newer, older], file),
    ];
    return ways.flat();
  });
  const isReplaced = isEvent(message) && message.becomes !== undefined;
  return isReplaced ? [...steps, ...becomesStatements(message, file)] : steps;
}

/** What a stored state is called in a store. */
const storedType = ({ fact, context, name }: AggregateModel): string => fact?.type ?? `${context}.${name}State`;

type AnyVersion = MessageVersionModel | StateVersionModel;

function stepOf(
  message: MessageModel,
  plan: StepPlan,
  [old, next]: readonly [AnyVersion, AnyVersion],
  file: Upcasts,
): readonly string[] {
  const { aggregate, names } = file;
  const isUp = plan.to > plan.from;
  const functions = found(names.stepNames.get(message)?.steps.get(Math.max(plan.from, plan.to)), keyOf(message));
  const side = (each: AnyVersion): StepSide => ({
    type: typeOf(message, each, aggregate),
    data: found(messageNamesOf(message, names).versions[each.schemaVersion - 1], keyOf(message)).data,
  });
  const isWhole = plan.value === undefined || isEvent(message) || isState(message);
  const value = isWhole ? plan.value : withIdentityFields(plan.value, aggregate);
  const step = {
    function: isUp ? functions.up : functions.down,
    doc: stepDoc(isState(message) ? storedType(aggregate) : message.type, plan),
    plan: { value },
    old: side(old),
    next: side(next),
    given: givenTo(message, plan, file),
  };
  return stepStatements(step, file);
}

function typeOf(message: MessageModel, each: AnyVersion, { id }: AggregateModel): TypeModel {
  if (!('shape' in each)) return each.type;
  return shapeType(isEvent(message) ? each.shape : withIdentity(each.shape, id));
}

/** A command says in every version which stream it is for; its plan knows nothing of that. */
function withIdentityFields(value: Expression, { id }: AggregateModel): Expression {
  if (value.kind !== 'object') return value;
  const parts = id.map(({ name, type }) => {
    const from = { variable: 0, keys: [{ name, mayEnd: false }], type, mayBeAbsent: false };
    return { kind: 'always', name, value: { kind: 'read', from } } as const;
  });
  return { ...value, fields: [...parts, ...value.fields] };
}

function givenTo(message: MessageModel, { from, to }: Pick<StepPlan, 'from' | 'to'>, file: Upcasts): StepGiven {
  const { aggregate, names, plan, scope } = file;
  const own = propertyAccess('', camelCase(aggregate.name)) + propertyAccess('', keyOf(message));
  const context = found(
    plan.model.contexts.find(({ name }) => name === aggregate.context),
    aggregate.context,
  );
  const part = from === to ? '' : `${to < from ? '.downcasts' : ''}[${String(Math.max(from, to))}]`;
  return {
    facts: hasFacts(message, aggregate) ? file.facts : undefined,
    custom: scope.type(names.upcastsNames.custom),
    ownPart: own + part,
    typesPart: propertyAccess('', typesKey(context.aggregates)),
  };
}

function becomesStatements(event: EventModel, file: Upcasts): readonly string[] {
  const { names, scope } = file;
  const { part, becomes } = found(names.stepNames.get(event), event.name);
  const old = found(messageNamesOf(event, names).versions.at(-1), event.name).data;
  const name = commentText(event.name);
  const doc = docComment({ otherwise: `What \`${name}\` is read as.` });
  const type = docComment({ otherwise: `An event that stands for \`${name}\`, at one of its schema versions.` });
  const union = layOutParts(`export type ${part.name} =`, partTypes(event, file));
  const parameters = [
    `old: ${scope.type(old)}`,
    `stored: ${file.facts()}`,
    `custom: ${scope.type(names.upcastsNames.custom)}`,
  ];
  const head = layOutSignature(`export function ${becomes.name}`, parameters, `readonly ${part.name}[]`, {
    indent: 0,
    end: ' {',
  });
  const { ownPart } = givenTo(event, { from: 0, to: 0 }, file);
  const body = layOutStatements([returned(`custom${ownPart}.becomes(old, stored)`)], 2);
  return [`${type}${union}`, `${doc}${head}\n${body}}`];
}

/** One a line where they are too long together. */
function layOutParts(head: string, parts: readonly string[]): string {
  const flat = `${head} ${parts.join(' | ')};`;
  return flat.length <= lineWidth || parts.length === 1
    ? flat
    : `${head}\n${parts.map((part) => `  | ${part}`).join('\n')};`;
}

function partTypes({ becomes = [] }: EventModel, { aggregate, names, scope }: Upcasts): readonly string[] {
  if (becomes.length === 0) return ['never'];
  return becomes.map(({ event, schemaVersion }) => {
    const model = found(
      aggregate.events.find(({ name }) => name === event),
      event,
    );
    const { data } = found(messageNamesOf(model, names).versions[schemaVersion - 1], event);
    const type = `readonly type: ${literal(model.type)}`;
    return `{ ${type}; readonly schemaVersion: ${String(schemaVersion)}; readonly data: ${scope.type(data)} }`;
  });
}
