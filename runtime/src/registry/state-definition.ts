import type { Message } from '../message/message.js';
import type {
  EventDefinition,
  MessageClass,
  MessageVersion,
  MessageVersions,
  Step,
  VersionsUpTo,
} from './message-definition.js';

/** A state that is the truth, as a message: it is stored and read as events are, in every schema version. */
export interface StateMessage<State = unknown> extends Message {
  readonly data: State;
}

/** Messages of states have no class of their own: nobody makes one but the runtime. */
class MadeState implements Message {
  static readonly type = '';
  declare readonly type: string;
  declare readonly data: unknown;
}

/** How a state that is the truth is stored and read. */
export type StateDefinition<State = unknown> = EventDefinition<StateMessage<State>>;

/** The latest version's shape must be that of the state. */
/* @__NO_SIDE_EFFECTS__ */
export function defineState<State, const Latest extends number>({
  versions,
  ...definition
}: {
  /** `<context>.<Aggregate>State`. */
  readonly type: string;
  readonly name: string;
  readonly schemaVersion: Latest;
  readonly versions: VersionsUpTo<Latest, NoInfer<State>>;
}): StateDefinition<State> {
  const stored: MessageVersions = versions;
  const entries = Object.entries(stored).map(([schemaVersion, each]) => [schemaVersion, withFacts(each)]);
  // Its data are of the shape that is the state's.
  const messageClass = MadeState as MessageClass<StateMessage<State>>;
  return { ...definition, messageClass, versions: Object.fromEntries(entries) as MessageVersions };
}

function withFacts({ upcast, downcast, ...rest }: MessageVersion): MessageVersion {
  return {
    ...rest,
    ...(upcast === undefined ? {} : { upcast: pastFacts(upcast) }),
    ...(downcast === undefined ? {} : { downcast: pastFacts(downcast) }),
  };
}

/** Nothing is known of a state but its value: what is told of events is left out before functions of the user. */
function pastFacts(step: Step): Step {
  return step.length < 2 ? step : (data, _facts, custom) => step(data, custom, custom);
}
