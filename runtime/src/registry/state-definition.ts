import type { MessageVersions, VersionsUpTo } from './message-definition.js';

declare const definedState: unique symbol;

/** How a state that is the truth is stored and read. */
export interface StateDefinition<State = unknown> {
  /** `<context>.<Aggregate>`, for errors. */
  readonly type: string;
  readonly schemaVersion: number;
  readonly versions: MessageVersions;
  /** Only a type. */
  readonly [definedState]?: State;
}

/** The latest version's shape must be that of the state. */
/* @__NO_SIDE_EFFECTS__ */
export function defineState<State, const Latest extends number>(
  definition: Omit<StateDefinition<State>, 'schemaVersion' | 'versions'> & {
    readonly schemaVersion: Latest;
    readonly versions: VersionsUpTo<Latest, State>;
  },
): StateDefinition<State> {
  return definition;
}
