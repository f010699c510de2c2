// What CloudEvents 1.0 allows as attributes. In: whatever somebody sent. Out: attributes whose values may be used, in an
// object without a prototype, so that one called `constructor` is an extension like any other.
import { InvalidCloudEventError } from '../errors/cloud-event-errors.js';
import { isCleanText } from '../shape/text-formats.js';
import type { AttributeValue, CloudEventAttributes } from './cloud-event.js';

const mostAttributes = 100;
const longestName = 20;

/** What is wrong with an attribute's name, if anything is. */
export function nameProblem(name: string): string | undefined {
  if (!/^[a-z0-9]+$/.test(name)) return 'has a name of other than lower-case letters and digits';
  return name.length > longestName ? `has a name of more than ${longestName} characters` : undefined;
}

/** What is wrong with a value, if anything is. */
export function attributeProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isInteger(value) && Math.abs(value) <= 0x7fff_ffff ? undefined : 'is no integer of 32 bits';
    case 'string':
      if (/[\u0000-\u001f\u007f-\u009f]/.test(value)) return 'has control characters';
      return isCleanText(value) ? undefined : 'has half a character';
    default:
      return 'is neither text nor number nor boolean';
  }
}

/** @throws InvalidCloudEventError */
export function checkAttributes(given: Iterable<readonly [name: string, value: unknown]>): CloudEventAttributes {
  const attributes: Record<string, AttributeValue> = bare();
  let count = 0;
  for (const [name, value] of given) {
    count += 1;
    if (count > mostAttributes) throw new InvalidCloudEventError(`has more than ${mostAttributes} attributes`);
    if (value === null || value === undefined) continue;
    const problem = nameProblem(name) ?? attributeProblem(value);
    if (problem !== undefined) throw new InvalidCloudEventError(problem, shown(name));
    if (isValue(value)) attributes[name] = value;
  }
  if (attributes['specversion'] === undefined) throw new InvalidCloudEventError('is missing', 'specversion');
  if (attributes['specversion'] !== '1.0') throw new InvalidCloudEventError('is not 1.0', 'specversion');
  const { type, id, source, subject, time, datacontenttype, dataschema } = attributes;
  const required = { type: text('type', type), id: text('id', id), source: text('source', source) };
  for (const [name, value] of Object.entries({ subject, time, datacontenttype, dataschema })) {
    if (value !== undefined) text(name, value);
  }
  return Object.assign(attributes, { specversion: '1.0' as const, ...required });
}

// An object that has nothing but what is put there; the platform gives it the type `any`.
const bare = (): Record<string, never> => Object.create(null) as Record<string, never>;

const isValue = (value: unknown): value is AttributeValue => attributeProblem(value) === undefined;

/** @throws InvalidCloudEventError */
function text(name: string, value: AttributeValue | undefined): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new InvalidCloudEventError(value === undefined ? 'is missing' : 'is no text, or empty', name);
}

/** A name of anybody's, so that it can be printed. */
const shown = (name: string): string => JSON.stringify(name.slice(0, 2 * longestName));
