import { acceptCommand, startCommand } from '../command/start-command.js';
import type { AggregateContract, AggregateDefinition } from '../decider/contract.js';
import type { StateDecider } from '../decider/state-decider.js';
import { latestShape } from '../codec/message-data.js';
import type { Message } from '../message/message.js';
import type { GivenMetadata } from '../message/metadata.js';
import { streamName } from '../message/stream-name.js';
import { messageInstance } from '../registry/message-instance.js';
import { makeData } from '../shape/make.js';
import { judgeChange } from '../state/judge-change.js';
import { prepareChange } from '../state/prepare-change.js';
import { documentText, noEvent, type ReadState, readState } from '../state/state-document.js';
import { setupStates, type StateSetup } from '../state/state-setup.js';
import { commandName, type GivenOptions, refuseOtherStream, type Result, sceneContext } from './scene.js';

/** One state that is the truth as a test tells of it: everything passes through the checks and the text of a store. */
export interface StateScene<State> {
  readonly setup: StateSetup<State>;
  readonly metadata: GivenMetadata;
  readonly loaded: ReadState<State>;
  /** Known once a command has told it. */
  readonly id: object | undefined;
}

export function openStateScene<C extends AggregateContract, State>(
  definition: AggregateDefinition<C>,
  decider: StateDecider<C, State>,
  options: GivenOptions,
): StateScene<State> {
  const setup = setupStates<C, State>(definition, decider, sceneContext(definition, options));
  const loaded = { state: setup.initial(), revision: 0, eventCount: 0, writtenBy: undefined };
  return { setup, metadata: options.metadata ?? {}, loaded, id: undefined };
}

/** The scene with a state as it would be stored today. @throws InvalidMessageError */
export function withState<State>(scene: StateScene<State>, state: unknown): StateScene<State> {
  const { definition, context } = scene.setup;
  const { codec } = context;
  const { text, metadata } = codec.encodeMetadata({ correlationId: 'given', causationId: 'given' });
  const made = messageInstance(definition, makeData(latestShape(definition), state, definition));
  const encoded = codec.encode(made, noEvent, { id: {}, metadata, metadataText: text });
  return withDocument(scene, documentText(encoded, { eventCount: scene.loaded.eventCount, writtenBy: 'given' }));
}

/** The scene with a state that lies in the store just so. @throws StoredEventError */
export function withStoredState<State>(
  scene: StateScene<State>,
  { schemaVersion, state }: { readonly schemaVersion: number; readonly state: unknown },
): StateScene<State> {
  const text = typeof state === 'string' ? state : JSON.stringify(state);
  return withDocument(scene, `{"schemaVersion":${schemaVersion},"state":${text}}`);
}

function withDocument<State>(scene: StateScene<State>, data: string): StateScene<State> {
  const { setup, loaded, id = {} } = scene;
  const { definition, context, aggregate } = setup;
  const source = { codec: context.codec, streamName: streamName(aggregate.category, ['given']), id, definition };
  const document = { collection: aggregate.category, key: 'given', revision: loaded.revision + 1, data };
  return { ...scene, loaded: readState<State>(document, source) };
}

/** Decides one command; the state that it leads to is the one from then on. */
export function decideStateIn<State>(scene: StateScene<State>, command: Message): readonly [StateScene<State>, Result] {
  try {
    return decide(scene, command);
  } catch (error) {
    return [scene, { kind: 'thrown', error }];
  }
}

function decide<State>(scene: StateScene<State>, command: Message): readonly [StateScene<State>, Result] {
  const { setup, metadata, loaded } = scene;
  const { settings } = setup.context;
  const accepted = acceptCommand(setup, commandName(setup, command), command, { metadata });
  refuseOtherStream(scene, accepted.id);
  const run = startCommand(setup, accepted, {});
  const placed = { ...scene, id: accepted.id };
  const context = { now: settings.now(), newId: settings.newId, metadata: run.origin.metadata };
  const decided = setup.decide({ name: run.name, command: run.command, context }, loaded.state);
  const judged = judgeChange(decided, run.allowed);
  if (judged.kind === 'rejection') return [placed, { kind: 'rejected', rejection: judged.rejection }];
  const change = prepareChange(setup, run, loaded, judged);
  if (change === undefined) return [placed, { kind: 'events', events: [] }];
  const events = change.events.map(({ type, data }) => ({ type, data }));
  return [withDocument(placed, change.data), { kind: 'events', events, isChanged: true }];
}
