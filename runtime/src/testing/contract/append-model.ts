import type { EventId, StreamName } from '../../message/identifiers.js';
import type { AppendRequest } from '../../store/append.js';

/** What an append must answer: a kind of result with the version it names, or the code of an error. */
export type ModelVerdict =
  | { readonly kind: 'appended' | 'replayed' | 'conflict'; readonly streamVersion: number }
  | { readonly kind: 'error'; readonly code: string };

/** A second, deliberately plain telling of what appends do, to compare stores with. It keeps ids only. */
export class AppendModel {
  readonly #streams = new Map<StreamName, EventId[]>();
  readonly #closed = new Map<StreamName, 'deleted' | 'archived'>();

  idsOf(streamName: StreamName): readonly EventId[] {
    return this.#streams.get(streamName) ?? [];
  }

  close(streamName: StreamName): void {
    this.#closed.set(streamName, 'deleted');
  }

  /** Whatever lies in the archive is judged as if it had never been moved; only a whole stream is closed by it. */
  archive(streamName: StreamName): void {
    if (this.idsOf(streamName).length > 0 && !this.#closed.has(streamName)) this.#closed.set(streamName, 'archived');
  }

  restore(streamName: StreamName): void {
    if (this.#closed.get(streamName) === 'archived') this.#closed.delete(streamName);
  }

  append({ streamName, expected, events }: AppendRequest): ModelVerdict {
    const ids = events.map(({ eventId }) => eventId);
    const stored = this.idsOf(streamName);
    if (new Set(ids).size < ids.length) return { kind: 'error', code: 'duplicate-event-id' };
    if (this.#closed.has(streamName)) return { kind: 'error', code: 'stream-closed' };
    const conflict: ModelVerdict = { kind: 'conflict', streamVersion: stored.length };
    if (expected === 'stream-exists' && stored.length === 0) return conflict;
    const exact = expected === 'no-stream' ? 0 : typeof expected === 'object' ? expected.streamVersion : undefined;
    const earlier = this.#repeats(ids, stored, exact);
    if (earlier !== undefined) return earlier;
    if (exact !== undefined && exact !== stored.length) return conflict;
    if (ids.some((id) => this.#knows(id))) return { kind: 'error', code: 'duplicate-event-id' };
    if (ids.length > 0) this.#streams.set(streamName, [...stored, ...ids]);
    return { kind: 'appended', streamVersion: stored.length + ids.length };
  }

  /** The verdict on a batch that begins with an event which lies where the batch wants to begin. */
  #repeats(ids: readonly EventId[], stored: readonly EventId[], exact: number | undefined): ModelVerdict | undefined {
    const [first] = ids;
    const begin = exact ?? (first === undefined ? -1 : stored.indexOf(first));
    if (first === undefined || begin < 0 || stored[begin] !== first) return undefined;
    const whole = ids.every((id, index) => stored[begin + index] === id);
    return whole
      ? { kind: 'replayed', streamVersion: begin + ids.length }
      : { kind: 'error', code: 'partial-duplicate' };
  }

  #knows(id: EventId): boolean {
    return [...this.#streams.values()].some((ids) => ids.includes(id));
  }
}
