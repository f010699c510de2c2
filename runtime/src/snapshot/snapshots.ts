import type { StreamName } from '../message/identifiers.js';
import type { FoldedStream, FoldStart } from '../repository/fold-stream.js';
import type { Snapshot, SnapshotReader, Transactional } from '../store/unit.js';
import type { StateCodec } from './state-codec.js';

/** What a store needs to keep snapshots. */
export type SnapshotStore = SnapshotReader & Transactional;

/** Why a snapshot was not used, and events were folded from the beginning. */
export type DiscardReason = 'undecodable' | 'other-history';

export interface SnapshotOptions {
  /** Events between two snapshots of a stream, where the schema does not say. Default 100. */
  readonly every?: number;
  /** Told of snapshots that could not be used. The command goes on. */
  readonly discarded?: (streamName: StreamName, reason: DiscardReason, error?: unknown) => void;
  /** Told of snapshots that could not be stored. The command goes on. */
  readonly failed?: (streamName: StreamName, error: unknown) => void;
}

export interface SnapshotSettings<State> {
  readonly store: SnapshotStore;
  readonly codec: StateCodec<State>;
  readonly hash: string;
  readonly every: number;
  readonly options: SnapshotOptions;
}

/** Snapshots of the streams of one aggregate. They are never more than a shorter way to the same state. */
export class Snapshots<State> {
  readonly #settings: SnapshotSettings<State>;

  constructor(settings: SnapshotSettings<State>) {
    this.#settings = settings;
  }

  /** Where folding may begin, if what is there can be used; that it belongs to this history is for the fold to see. */
  async find(streamName: StreamName): Promise<FoldStart<State> | undefined> {
    const { store, codec, hash } = this.#settings;
    const found = await store.findSnapshot(streamName, hash);
    if (found === undefined) return undefined;
    const { streamVersion, eventId } = found;
    try {
      return { state: codec.decode(found.data), streamVersion, eventId, snapshotVersion: streamVersion };
    } catch (error) {
      this.#settings.options.discarded?.(streamName, 'undecodable', error);
      return undefined;
    }
  }

  /** The event that the snapshot was taken at is not where it was. */
  discard(streamName: StreamName): void {
    this.#settings.options.discarded?.(streamName, 'other-history');
  }

  /**
   * A snapshot of what was folded, if enough events lie behind the last one. To be taken before anybody decides: a class
   * changes its state in place.
   */
  take(streamName: StreamName, folded: FoldedStream<State>): Snapshot | undefined {
    const { codec, hash, every, options } = this.#settings;
    const { state, streamVersion, lastEventId, snapshotVersion } = folded;
    if (lastEventId === undefined || streamVersion - snapshotVersion < every) return undefined;
    try {
      return { streamName, stateHash: hash, streamVersion, eventId: lastEventId, data: codec.encode(state) };
    } catch (error) {
      options.failed?.(streamName, error);
      return undefined;
    }
  }

  /** Stores it; that this fails is nothing to the command. */
  async save(snapshot: Snapshot): Promise<void> {
    const { store, options } = this.#settings;
    try {
      await store.transact((unit) => unit.saveSnapshot(snapshot));
    } catch (error) {
      options.failed?.(snapshot.streamName, error);
    }
  }
}
