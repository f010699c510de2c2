import { eventsIn } from '../codec/become.js';
import { type Context, openContext } from '../command/context.js';
import { type CommandBasis, type CommandSetup, setupCommands } from '../command/command-run.js';
import { factOf } from '../command/append-with-fact.js';
import { newEventId } from '../command/command-identity.js';
import { judgeDecision } from '../command/judge-decision.js';
import { type DecidedOn, refuseUnfitEvents } from '../command/settle-decision.js';
import { acceptCommand, startCommand } from '../command/start-command.js';
import type { Behaviour } from '../decider/behaviour.js';
import type { AnyAggregate } from '../decider/contract.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import type { GivenMetadata } from '../message/metadata.js';
import { streamName } from '../message/stream-name.js';
import { defineRegistry } from '../registry/registry.js';
import { step } from '../repository/fold-stream.js';
import type { NewStoredEvent, StoredEvent } from '../store/stored-event.js';
import { createMemoryEventStore } from '../stores/memory/memory-event-store.js';
import { fixedClock, sequentialIds } from './fixed-sources.js';

export interface GivenOptions {
  /** Default: stands at 2026-01-01T00:00:00Z. */
  readonly now?: () => string;
  /** Default: counts up. */
  readonly newId?: () => string;
  /** What every command comes with. */
  readonly metadata?: GivenMetadata;
  /** Your functions that steps between schema versions call, as the registry gets them. */
  readonly custom?: object;
}

/** One stream as a test tells of it: everything passes through the same checks, encoding and decoding as in a store. */
export interface Scene<State> {
  readonly setup: CommandSetup<State>;
  readonly metadata: GivenMetadata;
  readonly history: readonly StoredEvent[];
  /** Known once a command has told it. */
  readonly id: object | undefined;
}

/** What a command came to. */
export type Result =
  | {
      readonly kind: 'events';
      readonly events: readonly Message[];
      /** The state that is the truth became another one. */
      readonly isChanged?: boolean;
    }
  | { readonly kind: 'rejected'; readonly rejection: Message }
  | { readonly kind: 'thrown'; readonly error: unknown };

export function openScene<State>(
  aggregate: AnyAggregate,
  behaviour: Behaviour<State>,
  options: GivenOptions,
): Scene<State> {
  const { metadata = {} } = options;
  const context = sceneContext(aggregate, options);
  const loader = { behaviour, snapshots: undefined, cache: undefined, longest: undefined };
  return { setup: setupCommands(aggregate, loader, context), metadata, history: [], id: undefined };
}

/** A context of one aggregate, in which time stands still and ids count up. */
export function sceneContext(
  aggregate: AnyAggregate,
  { now = fixedClock('2026-01-01T00:00:00Z'), newId = sequentialIds(), custom = {} }: GivenOptions,
): Context {
  const registry = defineRegistry(aggregate.context, [aggregate], { custom });
  return openContext(registry, { store: createMemoryEventStore(), now, newId, random: () => 0 });
}

/** The scene with events of the past, stored as they would be today. @throws InvalidMessageError, InvalidUseError */
export function withEvents<State>(scene: Scene<State>, events: readonly Message[]): Scene<State> {
  const { codec, settings } = scene.setup.context;
  const { text, metadata } = codec.encodeMetadata({ correlationId: 'given', causationId: 'given' });
  const origin = { id: scene.id ?? {}, metadata, metadataText: text };
  return withStored(
    scene,
    events.map((event) => codec.encode(event, newEventId(undefined, 0, settings), origin).stored),
  );
}

/** The scene with events that lie in the stream just so. */
export function withStored<State>(
  scene: Scene<State>,
  events: readonly NewStoredEvent[],
  recordedAt = scene.setup.context.settings.now(),
): Scene<State> {
  const { aggregate } = scene.setup;
  const from = scene.history.length;
  const name = streamName(aggregate.category, ['given']);
  const stored = events.map((event, at) => ({ ...event, streamName: name, position: from + at, recordedAt }));
  return { ...scene, history: [...scene.history, ...stored] };
}

/** The state that the past has led to. @throws StoredEventError */
export function foldScene<State>({ setup, history, id = {} }: Scene<State>): DecidedOn<State> {
  const { behaviour, context } = setup;
  let state = behaviour.initial();
  for (const stored of history) {
    for (const event of eventsIn(context.codec.decode(stored, id)))
      state = step(behaviour.evolve, state, event, stored);
  }
  return { state, streamVersion: history.length };
}

/** Decides one command; its events become part of the past. */
export function decideIn<State>(scene: Scene<State>, command: Message): readonly [Scene<State>, Result] {
  try {
    return decide(scene, command);
  } catch (error) {
    return [scene, { kind: 'thrown', error }];
  }
}

function decide<State>(scene: Scene<State>, command: Message): readonly [Scene<State>, Result] {
  const { setup, metadata } = scene;
  const { settings, codec } = setup.context;
  const accepted = acceptCommand(setup, commandName(setup, command), command, { metadata });
  refuseOtherStream(scene, accepted.id);
  const run = startCommand(setup, accepted, {});
  const placed = { ...scene, id: accepted.id };
  const loaded = foldScene(placed);
  const context = { now: settings.now(), newId: settings.newId, metadata: run.origin.metadata };
  const decided = setup.behaviour.decide({ name: run.name, command: run.command, context }, loaded.state);
  const judged = judgeDecision(decided, run.allowed);
  if (judged.kind === 'rejection') return [placed, { kind: 'rejected', rejection: judged.rejection }];
  if (judged.events.length > 0) {
    refuseUnfitEvents(setup, run, loaded, judged.events);
    const { fact } = setup.aggregate;
    if (fact !== undefined) factOf(fact.definition, setup.behaviour.declared(loaded.state, judged.events));
  }
  const encoded = judged.events.map((event) => codec.encode(event, newEventId(undefined, 0, settings), run.origin));
  const events = encoded.map(({ type, data }) => ({ type, data }));
  return [
    withStored(
      placed,
      encoded.map(({ stored }) => stored),
    ),
    { kind: 'events', events },
  ];
}

export function commandName({ aggregate }: CommandBasis, { type }: Message): string {
  const found = Object.entries(aggregate.commands).find(([, { definition }]) => definition.type === type);
  if (found === undefined) throw new InvalidUseError(`${type} is no command of ${aggregate.name}.`);
  return found[0];
}

export function refuseOtherStream(
  { id, setup: { aggregate } }: { readonly id: object | undefined; readonly setup: CommandBasis },
  next: object,
): void {
  if (id === undefined || JSON.stringify(id) === JSON.stringify(next)) return;
  throw new InvalidUseError(`A test tells of one ${aggregate.name}; this command is for another one.`);
}
