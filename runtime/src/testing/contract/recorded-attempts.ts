import type { EventId, StreamName } from '../../message/identifiers.js';
import type { AppendRequest, AppendResult } from '../../store/append.js';
import type { NewStoredEvent } from '../../store/stored-event.js';
import { codeOf } from './claims.js';

/** What became of a batch, as far as its writer was told. */
export type Fate =
  | { readonly kind: 'pending' }
  | { readonly kind: 'acknowledged'; readonly firstPosition: number }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

/** One batch that somebody tried to append. */
export interface Attempt {
  readonly streamName: StreamName;
  readonly events: readonly NewStoredEvent[];
  fate: Fate;
}

/** Everything that was tried on a store, for the oracle. */
export class RecordedAttempts {
  readonly attempts: Attempt[] = [];
  readonly closedStreams = new Set<StreamName>();

  begin({ streamName, events }: AppendRequest): Attempt {
    const copies = events.map((event) => ({ ...event }));
    const attempt: Attempt = { streamName, events: copies, fate: { kind: 'pending' } };
    this.attempts.push(attempt);
    return attempt;
  }

  /** Ids that were acknowledged, or may be stored. */
  ids(...kinds: readonly Fate['kind'][]): Set<EventId> {
    const matching = this.attempts.filter(({ fate }) => kinds.includes(fate.kind));
    return new Set(matching.flatMap(({ events }) => events.map(({ eventId }) => eventId)));
  }
}

export function fateOfResult(result: AppendResult): Fate {
  if (result.kind === 'conflict') return { kind: 'refused' };
  return result.deduplicated ? { kind: 'replayed' } : { kind: 'acknowledged', firstPosition: result.firstPosition };
}

export function fateOfError(error: unknown): Fate {
  return { kind: codeOf(error) === 'outcome-unknown' ? 'unknown' : 'refused' };
}
