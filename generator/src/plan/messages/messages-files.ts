/** Targets `<aggregate>.events.ts`, `.commands.ts` and `.rejections.ts`: classes, the data types of every version, shapes and definitions. */
import type { AggregateModel, AliasModel, CommandModel, EventModel, EventReference } from '../../model/domain-model.js';
import type { RejectionModel } from '../../model/domain-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile } from '../generated-file.js';
import { array, object, type ObjectCode } from '../layout/code.js';
import { found } from '../names/domain-names.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { withIdentity } from '../types/identity.js';
import { shapeType } from '../types/root-types.js';
import { messageView, type MessagesFileView, type PlannedMessage } from './message-view.js';
import { versionCodes } from './version-codes.js';

/** The message files of an aggregate that have something in them. */
export function planMessagesFiles(
  aggregate: AggregateModel,
  plan: DomainPlan,
): readonly PlannedFile<MessagesFileView>[] {
  const names = plan.names.aggregate(aggregate);
  const { events, commands, rejections } = aggregate;
  return [
    messagesFile(
      events.map((event) => plannedEvent(event, aggregate, plan)),
      names.events,
      { aggregate, plan },
    ),
    messagesFile(
      commands.map((command) => plannedCommand(command, aggregate, plan)),
      names.commands,
      { aggregate, plan },
    ),
    messagesFile(
      rejections.map((rejection) => plannedRejection(rejection, aggregate, plan)),
      names.rejections,
      {
        aggregate,
        plan,
      },
    ),
  ].flat();
}

function messagesFile(
  messages: readonly PlannedMessage[],
  scope: ModuleScope,
  { aggregate, plan }: { readonly aggregate: AggregateModel; readonly plan: DomainPlan },
): readonly PlannedFile<MessagesFileView>[] {
  if (messages.length === 0) return [];
  const views = messages.map((message) => messageView(message, scope, plan));
  const file = { scope, template: 'messages', sources: aggregate.sources };
  return [generatedFile(file, (header) => ({ ...header, messages: views }))];
}

function plannedEvent(event: EventModel, aggregate: AggregateModel, plan: DomainPlan): PlannedMessage {
  const { name, type, description, deprecated, retired, ignored, becomes } = event;
  const notes = [
    ...(retired === undefined ? [] : [`No longer emitted: ${commentText(retired)}`]),
    ...(ignored === undefined ? [] : [`Skipped when read: ${commentText(ignored)}`]),
    ...(becomes === undefined ? [] : [`No longer emitted: it is read as ${commentText(partsOf(becomes))}.`]),
  ];
  const further: ObjectCode['entries'] = [
    ...(event.aliases.length === 0 ? [] : [['aliases', array(event.aliases.map(aliasCode))] as const]),
    ...(retired === undefined ? [] : [['retired', literal(retired)] as const]),
    ...(ignored === undefined ? [] : [['ignored', literal(ignored)] as const]),
    ...becomesEntry(event, aggregate, plan),
  ];
  return {
    context: aggregate.context,
    kind: 'Event',
    name,
    type,
    names: found(plan.names.aggregate(aggregate).eventNames.get(event), name),
    types: event.versions.map(({ shape }) => shapeType(shape)),
    doc: { description, deprecated },
    notes,
    isMade: isEmitted(event),
    versions: versionCodes(event, aggregate, plan),
    further,
  };
}

/** Retired, ignored and replaced events are read, never made. */
export const isEmitted = ({ retired, ignored, becomes }: EventModel): boolean =>
  retired === undefined && ignored === undefined && becomes === undefined;

const partsOf = (becomes: readonly EventReference[]): string =>
  becomes.length === 0
    ? 'nothing'
    : becomes.map(({ event, schemaVersion }) => `${event}@${String(schemaVersion)}`).join(', ');

function becomesEntry(event: EventModel, aggregate: AggregateModel, plan: DomainPlan): ObjectCode['entries'] {
  if (event.becomes === undefined) return [];
  const { events: scope, stepNames } = plan.names.aggregate(aggregate);
  return [['becomes', scope.value(found(stepNames.get(event), event.name).becomes)]];
}

function aliasCode({ name, versions, unversioned }: AliasModel): ObjectCode {
  const numbers = versions.map(({ stored, schemaVersion }) => [String(stored), String(schemaVersion)] as const);
  return object([
    ['name', literal(name)],
    ...(numbers.length === 0 ? [] : [['versions', object(numbers)] as const]),
    ...(unversioned === undefined ? [] : [['unversioned', String(unversioned)] as const]),
  ]);
}

function plannedCommand(command: CommandModel, aggregate: AggregateModel, plan: DomainPlan): PlannedMessage {
  const { name, type, description, deprecated } = command;
  return {
    context: aggregate.context,
    kind: 'Command',
    name,
    type,
    names: found(plan.names.aggregate(aggregate).commandNames.get(command), name),
    types: command.versions.map(({ shape }) => shapeType(withIdentity(shape, aggregate.id))),
    doc: { description, deprecated },
    notes: [],
    isMade: true,
    versions: versionCodes(command, aggregate, plan),
    further: [],
  };
}

function plannedRejection(rejection: RejectionModel, aggregate: AggregateModel, plan: DomainPlan): PlannedMessage {
  const { name, type, description, shape } = rejection;
  return {
    context: aggregate.context,
    kind: 'Rejection',
    name,
    type,
    names: found(plan.names.aggregate(aggregate).rejectionNames.get(rejection), name),
    types: [shapeType(shape)],
    doc: { description },
    notes: [],
    isMade: true,
    versions: [],
    further: [],
  };
}
