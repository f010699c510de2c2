import type { EventId, StreamName } from '../../message/identifiers.js';
import type { Abort } from '../../store/abort.js';
import type { OutcomeKey, OutcomeRecord } from '../../store/outcome.js';
import type { NewStoredEvent } from '../../store/stored-event.js';

/** Fresh material for one case: ids and names never repeat within it, and are the same in every run. */
export interface Samples {
  eventId(): EventId;
  event(given?: Partial<NewStoredEvent>): NewStoredEvent;
  events(count: number): readonly NewStoredEvent[];
  stream(category?: string): StreamName;
  outcome(given?: Partial<Omit<OutcomeRecord, 'key'>> & { readonly key?: Partial<OutcomeKey> }): OutcomeRecord;
}

/** @param tenant whose outcomes they are to be; empty for nobody's */
export function createSamples(tenant = ''): Samples {
  let count = 0;
  const next = (): string => {
    count += 1;
    return String(count).padStart(12, '0');
  };
  const samples: Samples = {
    eventId: () => uncheckedEventId(`00000000-0000-7000-8000-${next()}`),
    event: (given) => ({
      eventId: samples.eventId(),
      type: 'shop.Happened',
      schemaVersion: 1,
      data: `{"n":${count}}`,
      metadata: '{"correlationId":"c","causationId":"c"}',
      ...given,
    }),
    events: (length) => Array.from({ length }, () => samples.event()),
    stream: (category = 'order') => uncheckedStreamName(`${category}-${next()}`),
    outcome: (given) => ({
      commandHash: 'hash',
      kind: 'accepted',
      result: '{"kind":"accepted"}',
      ...given,
      key: { tenant, context: 'shop', commandId: `command-${next()}`, ...given?.key },
    }),
  };
  return samples;
}

// The suite's gates past the real ones: it must also hand stores what those would refuse.

export function uncheckedEventId(text: string): EventId {
  return text as EventId;
}

export function uncheckedStreamName(text: string): StreamName {
  return text as StreamName;
}

/** A signal that was aborted before it was handed over. */
export function aborted(reason: unknown): Abort {
  return { aborted: true, reason, addEventListener: () => undefined, removeEventListener: () => undefined };
}

/** A signal that can be aborted. */
export function abortable(): { readonly signal: Abort; abort(reason: unknown): void } {
  const state: { aborted: boolean; reason: unknown } = { aborted: false, reason: undefined };
  const listeners = new Set<() => void>();
  const signal: Abort = {
    get aborted() {
      return state.aborted;
    },
    get reason() {
      return state.reason;
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  };
  return {
    signal,
    abort(reason) {
      state.aborted = true;
      state.reason = reason;
      for (const listener of listeners) listener();
    },
  };
}
