import { eventsIn } from '../codec/become.js';
import { createEventCodec, type EventCodec } from '../codec/event-codec.js';
import type { DecodedEvent } from '../codec/decode-event.js';
import { dataText, latestShape } from '../codec/message-data.js';
import { eventMetadata } from '../command/command-identity.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { BoundProcess } from '../process/bound-process.js';
import { recordsOf, settingOf } from '../process/handle-page.js';
import { type Instance, noInstance } from '../process/instance.js';
import { encodeCommand, processName, type ProcessSetup, setUpProcess } from '../process/process-setup.js';
import { type Judged, react } from '../process/react.js';
import type { Answered, TimedOut } from '../process/records.js';
import { commandOf, type Target, targetOf, triggerOf } from '../process/triggers.js';
import { type Cause, encodeRecords, type NewRecord, withRecords } from '../process/write-records.js';
import type { Registry, StoredName } from '../registry/registry.js';
import { streamIdOf, streamNameOf } from '../repository/stream-identity.js';
import type { StoredEvent } from '../store/stored-event.js';
import type { HappenedEvent, HappenedStored } from './given-projection.js';

/** Where a story about an instance stands. */
export interface ProcessScene {
  readonly now: string;
  /** How many things have happened. */
  readonly count: number;
  readonly target: Target | undefined;
  readonly instance: Instance;
}

/** What came of the last thing that happened. */
export type Happened =
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'reacted'; readonly sent: readonly Message[] }
  | { readonly kind: 'thrown'; readonly error: unknown };

const uuidOf = (place: number): EventId => `00000000-0000-5000-8000-${place.toString(16).padStart(12, '0')}` as EventId;

/** Where a story about a process takes place: everything passes through its stored form. */
export class ProcessStage {
  readonly #setup: ProcessSetup;
  readonly #codecs: readonly (readonly [Registry, EventCodec])[];

  /** @throws InvalidUseError for a registry that is missing, and for handlers that are */
  constructor(bound: BoundProcess, registries: readonly Registry[]) {
    this.#codecs = registries.map((registry) => [registry, createEventCodec(registry, { random: () => 0 })]);
    const home = this.#codecs.find(([{ context }]) => context === bound.definition.context);
    if (home === undefined) throw new InvalidUseError(`The registries lack that of ${processName(bound.definition)}.`);
    const [registry, codec] = home;
    const owners = registries.map((each) => ({ registry: each }));
    this.#setup = setUpProcess(bound, { registry, codec }, owners);
  }

  begin(now: string): ProcessScene {
    return { now, count: 0, target: undefined, instance: noInstance };
  }

  /** An event as it would be stored today. */
  happened(scene: ProcessScene, { event, id, metadata: given = {} }: HappenedEvent): readonly [ProcessScene, Happened] {
    const { codec, named } = this.#find(event.type);
    const { metadata, text } = codec.encodeMetadata(eventMetadata(given, 'given', undefined));
    const { stored } = codec.encode(event, uuidOf(scene.count), { id, metadata, metadataText: text });
    const streamName = streamNameOf(named.aggregate, id);
    return this.#told(scene, { ...stored, streamName, position: 0, recordedAt: scene.now });
  }

  /** An event as it lies in the log. */
  stored(scene: ProcessScene, sample: HappenedStored): readonly [ProcessScene, Happened] {
    const { type, schemaVersion, data, metadata = {}, recordedAt = scene.now, id } = sample;
    const streamName = streamNameOf(this.#find(type).named.aggregate, id);
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    const stored = { type, schemaVersion, data: text, metadata: JSON.stringify(metadata), streamName, recordedAt };
    return this.#told(scene, { ...stored, eventId: uuidOf(scene.count), position: 0 });
  }

  /** A timeout passes: the clock goes on to its time. @throws InvalidUseError for one that is not set */
  timedOut(scene: ProcessScene, timeout: string): readonly [ProcessScene, Happened] {
    const due = scene.instance.timers.get(timeout);
    if (due === undefined) throw new InvalidUseError(`The timeout ${timeout} is not set.`);
    const later = due > scene.now ? due : scene.now;
    const data: TimedOut = { timeout, due };
    return this.#noted({ ...scene, now: later }, { type: this.#setup.types.timedOut, data });
  }

  /** The last command of that kind is rejected. @throws InvalidUseError where there is none */
  refused(scene: ProcessScene, refusal: string, rejection: Message): readonly [ProcessScene, Happened] {
    const said = this.#setup.bound.definition.refusals[refusal];
    const sent = [...scene.instance.outstanding.values()].filter(({ type }) => type === said?.command).at(-1);
    const { aggregate } = this.#setup.commands.get(sent?.type ?? '') ?? {};
    const known = Object.values(aggregate?.rejections ?? {}).find(({ type }) => type === rejection.type);
    if (sent === undefined || known === undefined || known.type !== said?.rejection) {
      throw new InvalidUseError(`No command was sent that can be rejected as ${refusal}.`);
    }
    const { commandId } = sent;
    const text = dataText(known.shape, known.shape.exact(), rejection.data);
    const data: Answered = { commandId, outcome: 'rejected', type: rejection.type, text };
    return this.#noted(scene, { type: this.#setup.types.answered, data });
  }

  /** A command without what only its class adds, checked. @throws InvalidMessageError */
  plain(command: Message): Message {
    const { type, data } = commandOf(this.#setup, { commandId: '', ...encodeCommand(this.#setup, command) });
    return { type, data };
  }

  /** A state as it comes out of its stream. @throws InvalidMessageError */
  state(state: unknown): unknown {
    const shape = latestShape(this.#setup.bound.definition.state);
    return shape.fill(state);
  }

  #told(scene: ProcessScene, stored: StoredEvent): readonly [ProcessScene, Happened] {
    const { codec, named } = this.#find(stored.type);
    const id = streamIdOf(named.aggregate, stored.streamName);
    let last: readonly [ProcessScene, Happened] = [scene, { kind: 'ignored', why: 'no event' }];
    for (const event of eventsIn(codec.decode(stored, id))) last = this.#handled(last[0], event);
    return [{ ...last[0], count: last[0].count + 1 }, last[1]];
  }

  /** Something that the process notes for itself, and is told of. */
  #noted(scene: ProcessScene, message: Message): readonly [ProcessScene, Happened] {
    const { target } = scene;
    if (target === undefined) throw new InvalidUseError('Nothing has happened yet.');
    const eventId = uuidOf(scene.count);
    const cause = { causationId: 'given', metadata: scene.instance.metadata ?? {} };
    const instance = this.#write(scene, target, [{ message, eventId }], cause);
    const { metadata } = scene.instance;
    const event: DecodedEvent = {
      ...{ type: message.type, data: message.data, eventId, id: target.id, streamName: target.streamName },
      ...{ position: scene.instance.streamVersion, part: 0, recordedAt: scene.now, schemaVersion: 1 },
      metadata: metadata ?? { correlationId: 'given', causationId: 'given' },
    };
    return this.#handled({ ...scene, instance, count: scene.count + 1 }, event);
  }

  #handled(scene: ProcessScene, event: DecodedEvent): readonly [ProcessScene, Happened] {
    try {
      return this.#react(scene, event);
    } catch (error) {
      return [scene, { kind: 'thrown', error }];
    }
  }

  #react(scene: ProcessScene, event: DecodedEvent): readonly [ProcessScene, Happened] {
    const setup = this.#setup;
    const target = targetOf(setup, event);
    if (target === undefined) throw new InvalidUseError(`${setup.name} does not follow ${event.type}.`);
    refuseOther(scene, target);
    const placed = { ...scene, target };
    const trigger = triggerOf(setup, scene.instance, event);
    if (trigger === undefined) return [placed, { kind: 'ignored', why: 'no handler' }];
    const { eventId, part, metadata } = event;
    const occasion = { process: setup.name, streamName: target.streamName, eventId, part };
    const judged: Judged = react(settingOf(setup, scene.now, target, occasion), scene.instance, trigger);
    if (judged.kind === 'ignored') return [placed, judged];
    const cause = { causationId: eventId, metadata };
    const instance = this.#write(placed, target, recordsOf(setup, judged, occasion), cause);
    const sent = judged.record.sent.map((each) => commandOf(setup, each)).map(({ type, data }) => ({ type, data }));
    return [
      { ...placed, instance },
      { kind: 'reacted', sent },
    ];
  }

  #write(scene: ProcessScene, { streamName, id }: Target, records: readonly NewRecord[], cause: Cause): Instance {
    const { instance, now: recordedAt } = scene;
    const stored = encodeRecords(this.#setup, { id }, records, cause);
    const place = { streamName, id, instance };
    return withRecords(this.#setup, place, stored, { firstPosition: instance.streamVersion, recordedAt });
  }

  #find(type: string): { readonly codec: EventCodec; readonly named: StoredName } {
    for (const [registry, codec] of this.#codecs) {
      const named = registry.names.get(type);
      if (named !== undefined) return { codec, named };
    }
    throw new InvalidUseError(`None of the registries has ${type}.`);
  }
}

function refuseOther({ target }: ProcessScene, { streamName }: Target): void {
  if (target === undefined || target.streamName === streamName) return;
  throw new InvalidUseError('A test tells of one instance; this event is another one’s.');
}
