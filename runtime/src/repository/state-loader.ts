import type { Behaviour } from '../decider/behaviour.js';
import type { Snapshot } from '../store/unit.js';
import type { Snapshots } from '../snapshot/snapshots.js';
import { foldFrom, foldStream, type FoldedStream, type FoldOptions } from './fold-stream.js';
import type { StreamSource } from './read-pages.js';
import type { StateCache } from './state-cache.js';

/** How the state of a stream is come by, in the shortest way there is. */
export interface StateLoader<State> {
  readonly behaviour: Behaviour<State>;
  readonly snapshots: Snapshots<State> | undefined;
  readonly cache: StateCache<State> | undefined;
  /** The most events that a stream may have for commands. */
  readonly longest: number | undefined;
}

/** A state that has just been read, and a snapshot of it where one is due. */
export interface LoadedState<State> {
  readonly folded: FoldedStream<State>;
  readonly due: Snapshot | undefined;
}

/**
 * The state as it stands in the store now: whatever it is begun with, the events behind it are read.
 * @throws StoredEventError, StreamTooLongError, and what the store throws
 */
export async function loadState<State>(loader: StateLoader<State>, source: StreamSource): Promise<LoadedState<State>> {
  const { streamName } = source;
  const folded = await foldShortest(loader, source, { longest: loader.longest });
  loader.cache?.keep(streamName, folded);
  return { folded, due: loader.snapshots?.take(streamName, folded) };
}

/** As it stood: only snapshots that are as old may help. */
export function loadStateAt<State>(
  { behaviour, snapshots }: StateLoader<State>,
  source: StreamSource,
  options: FoldOptions,
): Promise<FoldedStream<State>> {
  return foldShortest({ behaviour, snapshots, cache: undefined, longest: undefined }, source, options);
}

async function foldShortest<State>(
  { behaviour, snapshots, cache }: StateLoader<State>,
  source: StreamSource,
  options: FoldOptions,
): Promise<FoldedStream<State>> {
  const { streamName } = source;
  const remembered = cache?.find(streamName);
  const folded = remembered && (await foldFrom(source, behaviour, remembered, options));
  if (folded !== undefined) return folded;
  const start = await snapshots?.find(streamName);
  if (start !== undefined) {
    const shortened = await foldFrom(source, behaviour, start, options);
    if (shortened !== undefined) return shortened;
    if (options.until === undefined) snapshots?.discard(streamName);
  }
  return foldStream(source, behaviour, options);
}
