// What a module of the user's shows of its contexts, for tools that read a store with the user's code.
import { openedContext, openedContexts } from '../application/opened-context.js';
import type { Context } from '../command/context.js';
import type { Registry } from '../registry/registry.js';
import { statesOf } from '../repository/state-text.js';
import { streamIdOf } from '../repository/stream-identity.js';
import { parseStreamName } from '../message/stream-name.js';
import type { StreamName } from '../message/identifiers.js';
import type { StreamReader } from '../store/read.js';

export interface ShownProjection {
  /** `<context>.<Name>`. */
  readonly name: string;
  readonly run: 'inline' | 'async' | 'live';
  /** Of the generation of rows that this code makes; further ones have a number behind it. */
  readonly hash: string;
}

export interface ShownContext {
  readonly registry: Registry;
  readonly projections: readonly ShownProjection[];
  /**
   * JSON text of a stream's state at a stream version, folded with the user's code from the events of any store; `undefined`
   * for a stream that is none of this context's aggregates, or whose state is no fold of its events.
   * @throws StoredEventError, InvalidStreamNameError
   */
  stateAt(store: StreamReader, streamName: StreamName, streamVersion: number): Promise<string | undefined>;
}

/** The contexts that a value is: what a `create…` function returned, or an application of several. None for anything else. */
export function contextsIn(value: unknown): readonly ShownContext[] {
  if (typeof value !== 'object' || value === null) return [];
  const context = openedContext(value);
  const found = context === undefined ? openedContexts(value) : [context];
  return found.map(shown);
}

function shown(context: Context): ShownContext {
  const { registry, codec } = context;
  return {
    registry,
    projections: context.projections.map(({ definition }) => ({
      name: `${definition.context}.${definition.name}`,
      run: definition.run,
      hash: definition.hash,
    })),
    async stateAt(store, streamName, streamVersion) {
      const { category } = parseStreamName(streamName);
      const aggregate = registry.aggregates.get(category);
      const tell = statesOf(context, category);
      if (aggregate === undefined || tell === undefined) return undefined;
      return tell({ store, codec, streamName, id: streamIdOf(aggregate, streamName) }, streamVersion);
    },
  };
}
