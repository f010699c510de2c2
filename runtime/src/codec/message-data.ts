import { InvalidUseError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import type { MessageClass, MessageVersions } from '../registry/message-definition.js';
import { makeData } from '../shape/make.js';
import type { Operations } from '../shape/shape.js';
import { stringifyExactly } from './exact-json.js';

/** A message's definition as far as its latest data goes. */
export interface LatestVersion {
  readonly type: string;
  readonly messageClass: MessageClass;
  readonly schemaVersion: number;
  readonly versions: MessageVersions;
}

/** The shape of the latest version. @throws InvalidUseError when the definition has none */
export function latestShape({ type, schemaVersion, versions }: LatestVersion): Operations {
  const shape = versions[schemaVersion]?.shape;
  if (shape === undefined) throw new InvalidUseError(`${type} has no shape for its schema version ${schemaVersion}.`);
  return shape;
}

/**
 * Data of a message that may be stored: taken as it is from an instance of the message's class, which checked it;
 * checked and copied from any other object.
 * @throws InvalidMessageError
 */
export function checkedData(message: Message, definition: LatestVersion): unknown {
  if (Object.getPrototypeOf(message) === definition.messageClass.prototype) return message.data;
  return makeData(latestShape(definition), message.data, definition);
}

/** JSON text of checked data; `exact` as the shape says, asked once since it walks. */
export function dataText(shape: Operations, exact: boolean, data: unknown): string {
  const wire = shape.plain ? data : shape.encode(data);
  return exact ? stringifyExactly(wire) : JSON.stringify(wire);
}
