import { dataText, latestShape } from '../codec/message-data.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { OutgoingEvent } from '../message/message.js';
import { traceOf } from '../message/trace-context.js';
import type { EventDefinition } from '../registry/message-definition.js';
import type { Registry } from '../registry/registry.js';
import type { CloudEventAttributes, CloudEventText } from './cloud-event.js';
import { type CloudEventsOptions, urnSchemas } from './cloud-event-options.js';
import { attributeProblem, nameProblem } from './check-attributes.js';

/** @throws InvalidUseError for an event of no registry, and for extensions that CloudEvents do not allow */
export function encodeCloudEvent<R extends readonly Registry[]>(
  options: CloudEventsOptions<R>,
  event: OutgoingEvent,
): CloudEventText {
  const definition = definitionOf(options.registries, event.type);
  const shape = latestShape(definition);
  return {
    attributes: { ...attributesOf(options, event, definition), ...ownExtensions(options, event) },
    data: dataText(shape, shape.exact(), event.data),
  };
}

function definitionOf(registries: readonly Registry[], type: string): EventDefinition {
  for (const { names } of registries) {
    const stored = names.get(type);
    if (stored !== undefined && stored.alias === undefined) return stored.definition;
  }
  throw new InvalidUseError(`${type} is no event of ${registries.map(({ context }) => context).join(', ')}.`);
}

function attributesOf<R extends readonly Registry[]>(
  { source, schemas = urnSchemas, store }: CloudEventsOptions<R>,
  event: OutgoingEvent,
  { type, schemaVersion }: EventDefinition,
): CloudEventAttributes {
  const { eventId, streamName, position, part, recordedAt, metadata, logPosition } = event;
  const tenant = event.tenant ?? metadata.tenant;
  return {
    specversion: '1.0',
    id: eventId,
    source,
    type,
    subject: streamName,
    time: recordedAt,
    datacontenttype: 'application/json',
    dataschema: schemas.uriOf(type, schemaVersion),
    schemaversion: schemaVersion,
    streamversion: position + 1,
    ...(part === 0 ? {} : { part }),
    ...(store === undefined || logPosition === undefined
      ? {}
      : { logposition: store.serializeLogPosition(logPosition) }),
    correlationid: metadata.correlationId,
    causationid: metadata.causationId,
    ...traceOf(metadata),
    ...(tenant === undefined ? {} : { tenant }),
  };
}

function ownExtensions<R extends readonly Registry[]>(
  { extensions }: CloudEventsOptions<R>,
  event: OutgoingEvent,
): ReturnType<NonNullable<CloudEventsOptions<R>['extensions']>> {
  const own = extensions?.(event) ?? {};
  for (const [name, value] of Object.entries(own)) {
    const problem = takenNames.has(name) ? 'is one of ours' : (nameProblem(name) ?? attributeProblem(value));
    if (problem !== undefined) throw new InvalidUseError(`The extension ${JSON.stringify(name)} ${problem}.`);
  }
  return own;
}

const takenNames: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'data'],
  ...['schemaversion', 'streamversion', 'part', 'logposition', 'correlationid', 'causationid'],
  ...['traceparent', 'tracestate', 'tenant'],
]);
