/** A message as code: the types of its versions, its class and its definition. */
import type { TypeModel } from '../../model/type-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import type { DomainPlan } from '../domain-plan.js';
import type { FileView } from '../generated-file.js';
import { call, object, type ObjectCode } from '../layout/code.js';
import { constantStatement, layOut } from '../layout/lay-out.js';
import { docComment } from '../layout/doc-comment.js';
import type { MessageNames } from '../names/aggregate-names.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { DoorValue } from '../names/runtime-door.js';
import type { VersionNames } from '../names/version-names.js';
import { found } from '../names/domain-names.js';
import type { InputIndex } from '../types/input-index.js';
import { versionView, type PlannedVersion, type VersionView } from '../types/version-view.js';

export interface MessageClassView {
  readonly doc: string;
  readonly name: string;
  readonly type: string;
  readonly hasSchemaVersion: boolean;
  readonly schemaVersion: string;
  readonly dataType: string;
  /** Whether there is `of`. */
  readonly isMade: boolean;
  readonly ofDoc: string;
  readonly ofParameter: string;
  readonly ofResult: string;
}

export interface MessageView {
  readonly versions: readonly VersionView[];
  /** One. */
  readonly classes: readonly MessageClassView[];
  readonly definitionDoc: string;
  /** The statement that defines the message. */
  readonly definition: string;
}

export interface MessagesFileView extends FileView {
  readonly messages: readonly MessageView[];
}

export interface PlannedMessage {
  readonly context: string;
  readonly kind: 'Event' | 'Command' | 'Rejection';
  readonly name: string;
  /** The stored name. */
  readonly type: string;
  readonly names: MessageNames;
  /** Types of the data by schema version; a rejection has one. */
  readonly types: readonly TypeModel[];
  readonly doc: { readonly description: string | undefined; readonly deprecated?: string | undefined };
  /** Sentences of ours behind the description. */
  readonly notes: readonly string[];
  readonly isMade: boolean;
  /** Code of each version in the definition; a rejection has none. */
  readonly versions: readonly VersionCode[];
  /** Entries of the definition behind the usual ones. */
  readonly further: ObjectCode['entries'];
  /** Whether other files use the shapes. */
  readonly isShared?: boolean;
}

/** What is said of a version besides its shape, and which functions lead to it and back. */
export interface VersionCode {
  readonly release: ObjectCode['entries'];
  readonly steps: ObjectCode['entries'];
}

export function messageView(message: PlannedMessage, scope: ModuleScope, plan: DomainPlan): MessageView {
  const { names, types, kind } = message;
  const versions = types.map((_type, index) => versionView(plannedVersion(message, index), scope, plan));
  const purpose = kind === 'Event' ? 'stored and read' : kind === 'Command' ? 'checked' : 'kept with an outcome';
  return {
    versions,
    classes: [classView(message, scope, plan)],
    definitionDoc: docComment({ otherwise: `How \`${names.messageClass.name}\` is ${purpose}.` }),
    definition: definitionStatement(message, scope),
  };
}

function plannedVersion(
  { type, kind, context, names, types, isShared = false }: PlannedMessage,
  index: number,
): PlannedVersion {
  const data = found(types[index], type);
  const { description, deprecated } = data.kind === 'object' ? data.shape : undescribed;
  const which = kind === 'Rejection' ? '' : `, schema version ${String(index + 1)}`;
  return {
    context,
    names: found(names.versions[index], type),
    type: data,
    doc: { otherwise: `Data of \`${commentText(type)}\`${which}.`, description, deprecated },
    inputDoc: { otherwise: `What \`${names.messageClass.name}.of\` takes.` },
    isShared,
    isLater: () => false,
  };
}

const undescribed = { description: undefined, deprecated: undefined };

function classView(message: PlannedMessage, scope: ModuleScope, plan: DomainPlan): MessageClassView {
  const { names, types, type, kind, doc, notes, isMade } = message;
  const { name } = names.messageClass;
  const latest = found(names.versions.at(-1), type);
  const schemaVersion = String(types.length);
  const which = kind === 'Rejection' ? '' : ` against schema version ${schemaVersion}`;
  return {
    doc: docComment({ ...doc, notes }),
    name,
    type: literal(type),
    hasSchemaVersion: kind !== 'Rejection',
    schemaVersion,
    dataType: scope.type(latest.data),
    isMade,
    ofDoc: docComment(
      { otherwise: `Checks \`data\`${which}. @throws InvalidMessageError naming every problem by JSON pointer.` },
      2,
    ),
    ofParameter: isMade ? ofParameter(message, scope, plan) : '',
    ofResult: isMade ? ofResult(message, scope) : '',
  };
}

/** A message whose every field may be left out is made without an argument too. */
function ofParameter({ names, types, type }: PlannedMessage, scope: ModuleScope, { inputs }: DomainPlan): string {
  const latest = found(names.versions.at(-1), type);
  const isOptional = mayBeEmpty(found(types.at(-1), type), inputs);
  return `data: ${scope.type(latest.input ?? latest.data)}${isOptional ? ' = {}' : ''}`;
}

function mayBeEmpty(data: TypeModel, inputs: InputIndex): boolean {
  if (data.kind !== 'object') return false;
  const { fields, open } = data.shape;
  const needsExtra = open !== undefined && !inputs.differs(data);
  return !needsExtra && fields.every((field) => field.optional || field.defaultValue !== undefined);
}

function ofResult({ names, type, kind }: PlannedMessage, scope: ModuleScope): string {
  const { name } = names.messageClass;
  const shape = scope.value(found(names.versions.at(-1), type).shape);
  const which = kind === 'Rejection' ? [] : [`${name}.schemaVersion`];
  const made = call(`new ${name}`, call(scope.door('make'), shape, 'data', `${name}.type`, ...which));
  return layOut(made, { indent: 4, column: '    return '.length, after: 1 });
}

const definers = { Event: 'defineEvent', Command: 'defineCommand', Rejection: 'defineRejection' } as const;
const definitionTypes = {
  Event: 'EventDefinition',
  Command: 'CommandDefinition',
  Rejection: 'RejectionDefinition',
} as const;

function definitionStatement(message: PlannedMessage, scope: ModuleScope): string {
  const { names, type, name, kind, further } = message;
  const messageClass = names.messageClass.name;
  const head = `export const ${names.definition.name}: ${scope.doorType(definitionTypes[kind])}<${messageClass}> = `;
  const entries = object(
    [
      ['type', literal(type)],
      ['name', literal(name)],
      ['messageClass', messageClass],
      ...shapeEntries(message, scope),
      ...further,
    ],
    true,
  );
  return constantStatement(head, call(scope.door(definers[kind]), entries));
}

const stepDefiners = { Event: 'nextVersion', Command: 'nextCommandVersion' } as const;

function shapeEntries({ kind, names, versions }: PlannedMessage, scope: ModuleScope): ObjectCode['entries'] {
  if (kind === 'Rejection') return names.versions.map(({ shape }) => ['shape', scope.value(shape)]);
  return versionEntries({ names: names.versions, versions, next: stepDefiners[kind] }, scope);
}

interface PlannedVersions {
  readonly names: readonly VersionNames[];
  readonly versions: readonly VersionCode[];
  /** The function that puts a version behind another. */
  readonly next: DoorValue;
}

/** The part of a definition that says which versions there are, and how one leads to the next. */
export function versionEntries({ names, versions, next }: PlannedVersions, scope: ModuleScope): ObjectCode['entries'] {
  const entries = names.map(({ shape }, index) => {
    const { release = [], steps = [] } = versions[index] ?? {};
    const own = object([['shape', scope.value(shape)], ...release, ...steps]);
    const before = names[index - 1];
    const code = before === undefined ? own : call(scope.door(next), scope.value(before.shape), own);
    return [String(index + 1), code] as const;
  });
  return [
    ['schemaVersion', String(names.length)],
    ['versions', object(entries)],
  ];
}
