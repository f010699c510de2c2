import type { AggregateContract, EventOf } from '../decider/contract.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { InvalidMessageError } from '../errors/message-errors.js';
import type { Registry } from '../registry/registry.js';
import { makeData, problemsOf } from '../shape/make.js';
import { offered, reading } from '../shape/shape.js';
import { latestShape } from './message-data.js';

/**
 * An event out of JSON that somebody else wrote, such as the body of a webhook: checked against the latest schema
 * version like data that a program made, constraints included, and copied. What differs in JSON from its form in memory,
 * such as `bytes`, is decoded.
 * @throws InvalidMessageError naming every problem by JSON pointer
 * @throws InvalidUseError for a type that this context does not have, or no longer makes
 */
export function eventFromJson<C extends AggregateContract, Type extends EventOf<C>['type']>(
  registry: Registry<C>,
  type: Type,
  json: unknown,
): Extract<EventOf<C>, { readonly type: Type }> {
  const { definition, alias } = registry.names.get(type) ?? {};
  if (definition === undefined || alias !== undefined) {
    throw new InvalidUseError(`${type} is no event of ${registry.context}.`);
  }
  if ((definition.retired ?? definition.ignored ?? definition.becomes) !== undefined) {
    throw new InvalidUseError(`${type} is no longer made.`);
  }
  const shape = latestShape(definition);
  const mode = reading | offered;
  if (!shape.accepts(json, mode, 0)) throw new InvalidMessageError(definition, problemsOf(shape, json, mode));
  // Once more in memory, for what only the form in memory can show, and for the copy.
  const data = makeData(shape, shape.decode(json, mode), definition);
  const event: unknown = Object.assign(Object.create(definition.messageClass.prototype), { type, data });
  // The definition is that of this type, and its shape has just vouched for the data.
  return event as Extract<EventOf<C>, { readonly type: Type }>;
}
