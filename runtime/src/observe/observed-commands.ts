import type { Appending } from '../command/appending.js';
import type { Outcome } from '../command/outcome.js';
import type { AppendResult } from '../store/append.js';
import { observed } from './observed.js';
import type { Ending, Observer } from './observer.js';

export function endingOfCommand(outcome: Outcome): Ending {
  const { streamVersion, deduplicated, events } = outcome;
  const facts = { streamVersion, deduplicated, events: events.length };
  if (outcome.kind === 'rejected') return { ...facts, outcome: 'rejected', rejection: outcome.rejection.type };
  return { ...facts, outcome: events.length === 0 ? 'nothing' : 'accepted' };
}

export function endingOfAppend(result: AppendResult): Ending {
  const { streamVersion } = result;
  if (result.kind === 'conflict') return { outcome: 'conflict', streamVersion };
  return { outcome: 'appended', streamVersion, deduplicated: result.deduplicated };
}

/** Appends with an observer around each. */
export function observedAppending(observer: Observer | undefined, appending: Appending): Appending {
  if (observer === undefined) return appending;
  const around = (
    { streamName, events }: Parameters<Appending['append']>[0],
    append: () => Promise<AppendResult>,
  ): Promise<AppendResult> =>
    observed(observer, { kind: 'append', streamName, events }, append, (result) => ({
      ...endingOfAppend(result),
      events: result.kind === 'appended' ? events.length : 0,
    }));
  return {
    prepare: () => appending.prepare(),
    append: (request, options) => around(request, () => appending.append(request, options)),
    appendIn: (unit, request) => around(request, () => appending.appendIn(unit, request)),
  };
}
