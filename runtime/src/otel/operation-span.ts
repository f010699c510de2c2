// What spans are called and say, by OpenTelemetry's conventions for databases and messaging where these fit.
import { type Attributes, SpanKind } from '@opentelemetry/api';
import type {
  AppendOperation,
  CommandOperation,
  DeliveryOperation,
  HandlingOperation,
  Operation,
} from '../observe/observer.js';

export interface SpanDescription {
  readonly name: string;
  readonly kind: SpanKind;
  /** Of few values, for metrics as well. */
  readonly labels: Attributes;
  /** What tells one operation from another. */
  readonly details: Attributes;
}

export function describeOperation(operation: Operation): SpanDescription {
  switch (operation.kind) {
    case 'command':
      return describeCommand(operation);
    case 'load':
      return describeAccess('load', operation.streamName, {});
    case 'append':
      return describeAppend(operation);
    case 'page':
      return {
        name: `receive ${operation.processor}`,
        kind: SpanKind.CONSUMER,
        labels: messaging('receive', 'receive', operation.processor),
        details: { 'messaging.batch.message_count': operation.events },
      };
    case 'handling':
      return describeHandling(operation);
    case 'delivery':
      return describeDelivery(operation);
  }
}

function describeCommand({
  context,
  aggregate,
  name,
  streamName,
  commandId,
  metadata,
}: CommandOperation): SpanDescription {
  const { correlationId } = metadata;
  return {
    name: `command ${context}.${aggregate}.${name}`,
    kind: SpanKind.INTERNAL,
    labels: { 'varve.context': context, 'varve.aggregate': aggregate, 'varve.command': name },
    details: {
      'varve.stream': streamName,
      ...(commandId === undefined ? {} : { 'varve.command.id': commandId }),
      ...(correlationId === undefined ? {} : { 'varve.correlation.id': correlationId }),
    },
  };
}

function describeAccess(operation: 'load' | 'append', streamName: string, details: Attributes): SpanDescription {
  const category = categoryOf(streamName);
  return {
    name: `${operation} ${category}`,
    kind: SpanKind.CLIENT,
    labels: { 'db.system.name': 'varve', 'db.operation.name': operation, 'db.collection.name': category },
    details: { ...details, 'varve.stream': streamName },
  };
}

function describeAppend({ streamName, events }: AppendOperation): SpanDescription {
  const batch = events.length > 1 ? { 'db.operation.batch.size': events.length } : {};
  const types = [...new Set(events.map(({ type }) => type))];
  const versions = events.map(({ schemaVersion }) => schemaVersion);
  return describeAccess('append', streamName, {
    ...batch,
    'varve.event.types': types,
    'varve.event.schema_versions': versions,
  });
}

function describeHandling({ processor, event, attempt }: HandlingOperation): SpanDescription {
  return {
    name: `process ${processor}`,
    kind: SpanKind.CONSUMER,
    labels: { ...messaging('process', 'process', processor), 'varve.event.type': event.type },
    details: { ...eventDetails(event), 'varve.attempt': attempt },
  };
}

function describeDelivery({ processor, target, event, attempt }: DeliveryOperation): SpanDescription {
  return {
    name: `send ${target}`,
    kind: SpanKind.PRODUCER,
    labels: {
      'messaging.system': 'varve',
      'messaging.operation.name': 'send',
      'messaging.operation.type': 'send',
      'messaging.destination.name': target,
      'varve.processor': processor,
      'varve.event.type': event.type,
    },
    details: { ...eventDetails(event), 'varve.attempt': attempt },
  };
}

function messaging(name: string, type: string, processor: string): Attributes {
  return {
    'messaging.system': 'varve',
    'messaging.operation.name': name,
    'messaging.operation.type': type,
    'messaging.destination.name': 'log',
    'messaging.consumer.group.name': processor,
  };
}

function eventDetails({
  eventId,
  streamName,
  position,
  schemaVersion,
  metadata,
}: DeliveryOperation['event']): Attributes {
  return {
    'messaging.message.id': eventId,
    'messaging.message.conversation_id': metadata.correlationId,
    'varve.stream': streamName,
    'varve.position': position,
    'varve.event.schema_version': schemaVersion,
  };
}

/** Names of streams begin with their category, which has no hyphen. */
export const categoryOf = (streamName: string): string => streamName.slice(0, streamName.indexOf('-'));
