// Proof that old messages can still be read: samples of each schema version, in JSON, are taken to the latest and looked at
// there. In: a registry and samples. Out: nothing when all is well, an error that names the sample when it is not. Imports
// no test runner; generated tests hand it samples and random values alike.
import { eventsIn } from '../codec/become.js';
import { canonicalJson } from '../codec/canonical-json.js';
import { commandFromJson } from '../codec/command-from-json.js';
import { createMessageDecoder } from '../codec/decode-event.js';
import { downcastTo, runDowncast, runEventStep, UnstoredFacts } from '../codec/downcast.js';
import { parseExactly } from '../codec/exact-json.js';
import { dataText, latestShape } from '../codec/message-data.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { CommandDefinition, EventDefinition } from '../registry/message-definition.js';
import type { Registry, StoredName } from '../registry/registry.js';
import { problemsOf } from '../shape/make.js';
import { problemText } from '../shape/problem.js';
import { unbound } from '../shape/shape.js';
import type { StoredEvent } from '../store/stored-event.js';
import { deepEqual } from './deep-equal.js';
import { ExpectationError } from './expectation-error.js';
import { sampleEvent, sampleEventId, sampleId } from './sample-event.js';

/** An event or a command as it was written once. */
export interface UpcastSample {
  readonly type: string;
  readonly schemaVersion: number;
  /** Data in its JSON form, or the JSON text itself. */
  readonly data: unknown;
  /** What steps of events may ask for; the rest is made up. */
  readonly stored?: UpcastFacts;
}

/** What a store knew of a sample. */
export interface UpcastFacts {
  readonly id?: object;
  readonly eventId?: EventId;
  readonly recordedAt?: string;
  readonly metadata?: object;
}

/**
 * Takes one sample to the latest schema version and asserts that it gets there: the data fits the latest shape, comes out
 * the same when it is written and read once more, and the same again when the sample is read twice; that a sample of the
 * latest version is what it was; and that steps down, where there are any, give valid older data.
 * @returns what the sample is read as: one message, or the events that a replaced one becomes
 * @throws ExpectationError; StoredEventError, InvalidMessageError and the like where the sample cannot be read
 */
export function verifyUpcast(registry: Registry, sample: UpcastSample): readonly Message[] {
  const command = registry.commands.get(sample.type);
  return command === undefined ? verifyEvent(registry, sample) : [verifyCommand(registry, command, sample)];
}

/**
 * `verifyUpcast` for each sample; and that there is a sample of every schema version of every event and command, but for
 * ignored events, which nobody reads.
 * @throws ExpectationError
 */
export function verifyUpcasts(registry: Registry, samples: readonly UpcastSample[]): void {
  for (const sample of samples) verifyUpcast(registry, sample);
  const given = new Set(samples.map(({ type, schemaVersion }) => `${type} ${schemaVersion}`));
  const missing = [...everyVersion(registry)].filter((name) => !given.has(name)).sort();
  if (missing.length > 0) throw new ExpectationError('Some schema versions have no sample.', [], missing);
}

function* everyVersion({ names, commands }: Registry): Generator<string> {
  const events = [...names.values()].flatMap(({ definition, alias }) => (alias === undefined ? [definition] : []));
  for (const definition of [...events.filter(({ ignored }) => ignored === undefined), ...commands.values()]) {
    for (const schemaVersion of Object.keys(definition.versions)) yield `${definition.type} ${schemaVersion}`;
  }
}

function verifyEvent(registry: Registry, sample: UpcastSample): readonly Message[] {
  const named = registry.names.get(sample.type);
  if (named === undefined) throw new InvalidUseError(`${sample.type} is no message of ${registry.context}.`);
  const { stored, id } = storedForm(named, sample);
  const decode = createMessageDecoder(registry, { check: 'always', random: () => 0 });
  const messages = eventsIn(decode(stored, id));
  expectSame(messages, eventsIn(decode(stored, id)), 'Read twice, the sample gave two results: a step is not pure.');
  for (const message of messages) {
    const definition = registry.names.get(message.type)?.definition;
    if (definition !== undefined) verifyLatest(registry, definition, message);
  }
  if (isCurrent(named.definition, sample)) verifyIdentity(named.definition, sample, messages);
  return messages;
}

function isCurrent({ type, schemaVersion, becomes, ignored }: EventDefinition, sample: UpcastSample): boolean {
  return (becomes ?? ignored) === undefined && type === sample.type && schemaVersion === sample.schemaVersion;
}

function verifyLatest(registry: Registry, definition: EventDefinition, { data }: Message): void {
  const shape = latestShape(definition);
  const { type, schemaVersion } = definition;
  if (!shape.accepts(data, unbound, 0)) {
    const problems = problemText(problemsOf(shape, data, unbound));
    throw new ExpectationError(
      `${type} did not become valid data of schema version ${schemaVersion}:${problems}`,
      true,
      false,
    );
  }
  const text = dataText(shape, shape.exact(), data);
  const decode = createMessageDecoder(registry, { check: 'always', random: () => 0 });
  const [again] = eventsIn(decode(sampleEvent({ type, schemaVersion, data: text }), {}));
  expectSame(again?.data, data, `${type} comes out otherwise when it is written and read once more.`);
  verifyDowncasts(registry, definition, data);
}

function verifyDowncasts(registry: Registry, definition: EventDefinition, data: unknown): void {
  const metadata = { correlationId: 'sample', causationId: 'sample' };
  for (let to = definition.schemaVersion - 1; to >= 1; to -= 1) {
    const way = downcastTo(definition, to);
    if (typeof way === 'number') return;
    const facts = new UnstoredFacts({ eventId: sampleEventId, id: {}, schemaVersion: to }, metadata);
    runDowncast(way, data, runEventStep(facts, registry.custom));
  }
}

/** In JSON: the sample may write a number or the order of keys otherwise than we do. */
function verifyIdentity(definition: EventDefinition, sample: UpcastSample, [message]: readonly Message[]): void {
  const shape = latestShape(definition);
  const written = dataText(shape, shape.exact(), message?.data);
  const parse = (text: string): unknown => (shape.exact() ? parseExactly(text) : JSON.parse(text));
  const [before, after] = [canonicalJson(parse(textOf(sample))), canonicalJson(parse(written))];
  if (before === after) return;
  throw new ExpectationError(`${sample.type} of the latest schema version was changed.`, before, after);
}

function verifyCommand(registry: Registry, definition: CommandDefinition, sample: UpcastSample): Message {
  const { type, schemaVersion } = sample;
  const data: unknown = JSON.parse(textOf(sample));
  const command: Message = commandFromJson(registry, { type, schemaVersion, data });
  const again: Message = commandFromJson(registry, { type, schemaVersion, data });
  expectSame(again.data, command.data, 'Taken up twice, the sample gave two results: a step is not pure.');
  const latest = latestShape(definition).encode(command.data);
  const repeated: Message = commandFromJson(registry, { type, schemaVersion: definition.schemaVersion, data: latest });
  expectSame(repeated.data, command.data, `${type} comes out otherwise when it is sent once more.`);
  return command;
}

/** A sample as it lies in a log, and the identity of its stream. */
export function storedForm(
  { aggregate }: Pick<StoredName, 'aggregate'>,
  sample: UpcastSample,
): { readonly stored: StoredEvent; readonly id: object } {
  const { id = sampleId(aggregate), metadata = {}, ...known } = sample.stored ?? {};
  const { type, schemaVersion } = sample;
  const text = { type, schemaVersion, data: textOf(sample), metadata: JSON.stringify(metadata) };
  return { stored: { ...sampleEvent(text), ...text, ...known }, id };
}

/** Data of a sample as JSON text. */
export function textOf({ data }: UpcastSample): string {
  return typeof data === 'string' ? data : JSON.stringify(data);
}

function expectSame(actual: unknown, expected: unknown, summary: string): void {
  if (!deepEqual(actual, expected)) throw new ExpectationError(summary, expected, actual);
}
