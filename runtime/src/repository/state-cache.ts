import type { StreamName } from '../message/identifiers.js';
import type { FoldedStream, FoldStart } from './fold-stream.js';

/** States of the streams that were used last, as many as are asked for. */
export class StateCache<State> {
  readonly #most: number;
  readonly #states = new Map<StreamName, FoldStart<State>>();

  constructor(most: number) {
    this.#most = most;
  }

  find(streamName: StreamName): FoldStart<State> | undefined {
    const found = this.#states.get(streamName);
    // The order of a map is the order of insertion: what is used goes to its end.
    if (found !== undefined) this.#put(streamName, found);
    return found;
  }

  keep(streamName: StreamName, { state, streamVersion, lastEventId, snapshotVersion }: FoldedStream<State>): void {
    if (lastEventId === undefined) return;
    this.#put(streamName, { state, streamVersion, eventId: lastEventId, snapshotVersion });
    if (this.#states.size <= this.#most) return;
    const oldest = this.#states.keys().next();
    if (oldest.done !== true) this.#states.delete(oldest.value);
  }

  #put(streamName: StreamName, start: FoldStart<State>): void {
    this.#states.delete(streamName);
    this.#states.set(streamName, start);
  }
}
