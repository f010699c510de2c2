import { parseExactly, stringifyExactly } from '../codec/exact-json.js';
import { ExactNumber } from '../shape/exact-number.js';
import { InvalidCloudEventError } from '../errors/cloud-event-errors.js';
import { isPlainObject } from '../shape/plain-object.js';
import { checkAttributes } from './check-attributes.js';
import type { CloudEventAttributes, CloudEventText } from './cloud-event.js';

/** A CloudEvent in JSON, data included: the structured mode of every protocol. */
export function structuredText({ attributes, data }: CloudEventText): string {
  const head = JSON.stringify(attributes);
  return `${head.slice(0, -1)},"data":${data}}`;
}

/** @throws InvalidCloudEventError */
export function parseStructured(text: string): CloudEventText {
  const parsed = parsedJson(text);
  const data = Object.hasOwn(parsed, 'data') ? parsed['data'] : undefined;
  if (Object.hasOwn(parsed, 'data_base64')) throw new InvalidCloudEventError('is binary, which no event is', 'data');
  const attributes = checkAttributes(Object.entries(parsed).filter(([name]) => name !== 'data'));
  assertJson(attributes);
  if (data === undefined) throw new InvalidCloudEventError('is missing', 'data');
  return { attributes, data: stringifyExactly(data) };
}

/** Its numbers as they were written, since data may have such that JavaScript would round. */
function parsedJson(text: string): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = parseExactly(text);
  } catch {
    // The engine's own error quotes the text. It may also be nested more deeply than anything of ours.
    throw new InvalidCloudEventError('is no JSON that can be read');
  }
  if (!isPlainObject(parsed)) throw new InvalidCloudEventError('is no JSON object');
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [name, name === 'data' ? value : numberAsSuch(value)]),
  );
}

function numberAsSuch(value: unknown): unknown {
  return value instanceof ExactNumber ? Number(value.text) : value;
}

/** @throws InvalidCloudEventError for data that is no JSON */
export function assertJson({ datacontenttype }: CloudEventAttributes): void {
  if (datacontenttype === undefined || /^[^;]+\/(?:json|[^;]+\+json)\s*(?:;.*)?$/i.test(datacontenttype)) return;
  throw new InvalidCloudEventError('is no JSON, which data of every event is', 'datacontenttype');
}
