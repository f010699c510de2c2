import { InvalidUseError } from '../errors/command-errors.js';
import { MissingKeyError } from '../errors/projection-errors.js';
import type { Message, Recorded } from '../message/message.js';
import { isPlainObject, ownValue, setOwn } from '../shape/plain-object.js';
import type { AnyHandler, AnyProjection, AnyRow, BoundProjection } from './bound-projection.js';
import type { KeySource } from './contract.js';
import { projectionName } from './row-columns.js';

export type ProjectedMessage = Message & Recorded<object>;

/** What is done with events of one type. */
export interface EventFold {
  readonly handler: AnyHandler;
  readonly keyOf: (event: ProjectedMessage) => AnyRow;
}

/** By type. @throws InvalidUseError for handlers that are missing, or more than the definition has events */
export function eventFolds({ definition, handlers }: BoundProjection): ReadonlyMap<string, EventFold> {
  const name = projectionName(definition);
  const folds = new Map<string, EventFold>();
  for (const [local, { type, key }] of Object.entries(definition.on)) {
    const handler = Object.hasOwn(handlers, local) ? handlers[local] : undefined;
    if (typeof handler !== 'function') throw new InvalidUseError(`${name} has no handler for ${local}.`);
    folds.set(type, { handler, keyOf: keyReader(definition, key) });
  }
  const unknown = Object.keys(handlers).find((local) => !Object.hasOwn(definition.on, local));
  if (unknown !== undefined) throw new InvalidUseError(`${name} does not take ${unknown}, but has a handler for it.`);
  return folds;
}

function keyReader(
  definition: AnyProjection,
  sources: Readonly<Record<string, KeySource>>,
): (event: ProjectedMessage) => AnyRow {
  const name = projectionName(definition);
  const parts = Object.keys(definition.key).map((part) => {
    const source = sources[part];
    if (source === undefined) throw new InvalidUseError(`${name} does not say where its ${part} comes from.`);
    return [part, source] as const;
  });
  return (event) => {
    const key: Record<string, unknown> = {};
    for (const [part, source] of parts) setOwn(key, part, keyPart(name, event, source));
    return key;
  };
}

/** @throws MissingKeyError */
function keyPart(projection: string, event: ProjectedMessage, source: KeySource): unknown {
  const [from, name, where]: [unknown, string, string] =
    'field' in source
      ? [event.data, source.field, 'data has no']
      : [event.id, source.id, 'its stream’s identity has no'];
  const value = isPlainObject(from) ? ownValue(from, name) : undefined;
  if (value === undefined || value === null) throw new MissingKeyError(projection, event, `${where} ${name}`);
  return value;
}
